@echo off
rem Builds Seedbank with nothing installed but a JDK: the same as mvnw, for Windows 10 and later.
rem Finds a JDK 25 or newer and a Maven: the pinned one, kept in a cache, its SHA-512 checked; else a mvn of 3.8.7 or newer on PATH.
setlocal EnableDelayedExpansion
set "HERE=%~dp0"
for /f "usebackq eol=# tokens=1,* delims==" %%a in ("%HERE%.mvn\wrapper.properties") do set "P_%%a=%%b"

rem --- a JDK
set "JDK="
if defined JAVA_HOME call :try_jdk "%JAVA_HOME%"
if not defined JDK for /f "delims=" %%j in ('where javac 2^>nul') do if not defined JDK call :try_jdk "%%~dpj.."
for %%r in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%USERPROFILE%\.jdks") do (
  if not defined JDK if exist "%%~r" for /d %%j in ("%%~r\*") do if not defined JDK call :try_jdk "%%~j"
)
if not defined JDK (
  echo Seedbank needs a JDK %P_jdk% or newer to build, and found none in JAVA_HOME, PATH or the usual folders.>&2
  echo Install one, for example Eclipse Temurin %P_jdk% ^(adoptium.net^), and set JAVA_HOME to it.>&2
  exit /b 1
)
set "JAVA_HOME=%JDK%"

rem --- a Maven
set "QUIET="
for %%a in (%*) do (
  if "%%~a"=="-Pdemo" set "QUIET=-q"
  if "%%~a"=="-o" set "MVNW_OFFLINE=true"
  if "%%~a"=="--offline" set "MVNW_OFFLINE=true"
)
if not defined MAVEN_USER_HOME set "MAVEN_USER_HOME=%USERPROFILE%\.m2"
set "CACHE=%MAVEN_USER_HOME%\wrapper\seedbank-maven-%P_maven%"
set "MVN="
if not exist "%CACHE%\bin\mvn.cmd" if /i not "%MVNW_OFFLINE%"=="true" call :fetch
if exist "%CACHE%\bin\mvn.cmd" set "MVN=%CACHE%\bin\mvn.cmd"
if not defined MVN for /f "delims=" %%m in ('where mvn.cmd 2^>nul') do if not defined MVN call :try_maven "%%~m"
if not defined MVN (
  echo The pinned Maven could not be downloaded, and there is no mvn 3.8.7 or newer on PATH. Connect to the internet once, or install Maven.>&2
  exit /b 1
)
if defined QUIET echo Building Seedbank for the demo: half a minute, some minutes the first time, when Maven downloads the libraries.
call "%MVN%" %QUIET% -f "%HERE%pom.xml" %*
exit /b %ERRORLEVEL%

:try_jdk
if not exist "%~1\bin\javac.exe" exit /b 0
set "MAJOR="
for /f "tokens=2 delims=. " %%v in ('""%~1\bin\javac.exe" -version"') do if not defined MAJOR set "MAJOR=%%v"
if not defined MAJOR exit /b 0
for /f "delims=-+ea" %%v in ("%MAJOR%") do set "MAJOR=%%v"
if %MAJOR% GEQ %P_jdk% for %%j in ("%~1") do set "JDK=%%~fj"
exit /b 0

:try_maven
set "FOUND="
for /f "tokens=3" %%v in ('call "%~1" -v 2^>nul ^| findstr /c:"Apache Maven"') do if not defined FOUND set "FOUND=%%v"
for /f "tokens=1-3 delims=.-" %%a in ("%FOUND%") do (
  set /a NUMBER=%%a * 10000 + %%b * 100 + %%c 2>nul
  if !NUMBER! GEQ 30807 set "MVN=%~1"
)
exit /b 0

:fetch
set "WORK=%CACHE%.fetch-%RANDOM%%RANDOM%"
mkdir "%WORK%" || exit /b 1
echo Downloading Maven, once: %P_archive%/%P_maven%/binaries/apache-maven-%P_maven%-bin.tar.gz>&2
curl -fsSL --connect-timeout 10 --max-time 300 -o "%WORK%\maven.tar.gz" "%P_archive%/%P_maven%/binaries/apache-maven-%P_maven%-bin.tar.gz" 2>"%WORK%\why.txt"
if errorlevel 1 (
  echo The download failed:>&2
  type "%WORK%\why.txt">&2
  goto :fetched
)
set "SUM="
for /f "skip=1 delims=" %%s in ('certutil -hashfile "%WORK%\maven.tar.gz" SHA512') do if not defined SUM set "SUM=%%s"
set "SUM=%SUM: =%"
if /i not "%SUM%"=="%P_sha512%" (
  echo The downloaded Maven %P_maven% is not the one that .mvn\wrapper.properties expects; not using it.>&2
  goto :fetched
)
tar -xzf "%WORK%\maven.tar.gz" -C "%WORK%" && move "%WORK%\apache-maven-%P_maven%" "%CACHE%" >nul
:fetched
rmdir /s /q "%WORK%" 2>nul
exit /b 0
