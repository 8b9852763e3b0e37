package io.powermeter.jfr;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import jdk.jfr.ContentType;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.MetadataDefinition;
import jdk.jfr.Name;

@MetadataDefinition
@ContentType
@Name("powermeter.Watts")
@Label("Watts")
@Description("A number of watts, the SI unit of power")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface Watts {}
