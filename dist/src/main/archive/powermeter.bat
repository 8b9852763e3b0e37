@echo off
rem Starts powermeter on Windows. Needs Java 17 or later: on the PATH, in JAVA_HOME, or in POWERMETER_JAVA_HOME.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if defined POWERMETER_JAVA_HOME set "JAVA=%POWERMETER_JAVA_HOME%\bin\java"
for %%J in ("%~dp0..\lib\powermeter-cli-*.jar") do set "JAR=%%~fJ"
if not defined JAR (
  echo powermeter: there is no lib\powermeter-cli-*.jar beside bin. Unpack the archive again. 1>&2
  exit /b 2
)
"%JAVA%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -XX:+DisplayVMOutputToStderr -Xms12m -Xmx1g ^
  -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED -jar "%JAR%" %*
exit /b %ERRORLEVEL%
