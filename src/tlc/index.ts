export { fail, ok, type Result } from './result.ts';
export type { JarProblem, JavaProblem, RunProblem, SetupProblem, TlcProblem, WrongHash } from './problem.ts';
export { cannotWrite, errnoOf, explainErrno } from './problem.ts';
export { makeFolder } from './make-folder.ts';
export { tryToWrite } from './try-to-write.ts';
export type { Environment } from './environment.ts';
export { cacheFolder } from './cache-folder.ts';
export { findJava, OLDEST_JAVA, type Java } from './java/find-java.ts';
export { parseJavaVersion, type JavaVersion } from './java/java-version.ts';
export { javaOptions, type JavaOptions, type ModelSize } from './java/java-options.ts';
export { findLauncher } from './launcher/find-launcher.ts';
export { findClassArchive, type ClassArchiveRequest } from './java/archive-store.ts';
export { ensureClassArchive, type ClassArchive } from './java/class-archive.ts';
export { DEFAULT_JAR, KNOWN_JARS, type KnownJar } from './jar/known-jars.ts';
export { resolveJar, type JarChoice, type JarSource, type ResolvedJar } from './jar/resolve-jar.ts';
export { setupJar, type SetupDone, type SetupProgress, type SetupRequest } from './jar/setup-jar.ts';
export {
  tlcArguments,
  type GraphDump,
  type ModuleSource,
  type Simulation,
  type TlcModel,
} from './run/tlc-arguments.ts';
export type { PrivateFolder } from './run/private-folder.ts';
export type { ProcessEnd } from './run/guarded-process.ts';
export { runTlc, type TlcRequest, type TlcRun, type TlcWatch } from './run/run-tlc.ts';
export { exportSemanticXml, type SemanticXml, type SemanticXmlRequest } from './run/export-semantic-xml.ts';
export { capabilitiesOf, type Capabilities } from './doctor/capabilities.ts';
export { doctorReport, type DoctorReport, type JarReport } from './doctor/doctor-report.ts';
export { parallelism, type Machine } from './parallelism.ts';
export { modelSize, recallModelSize, rememberModelSize, type SizedModel } from './model-size.ts';
export { runLimited } from './run-limited.ts';
export { readSource } from './read-source.ts';
export { writeAtomically } from './write-atomically.ts';
