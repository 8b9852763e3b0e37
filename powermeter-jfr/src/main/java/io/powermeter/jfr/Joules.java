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
@Name("powermeter.Joules")
@Label("Joules")
@Description("A number of joules, the SI unit of energy")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface Joules {}
