import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Puts a program of this machine into a root file system, with the shared libraries that it and `more` load, and a
 * shell.
 *
 * @param {string} root folder of the root file system
 * @param {string} program becomes /usr/local/bin/NAME
 * @param {string} name
 * @param {readonly string[]} [more] shared objects that it loads while it runs
 */
export function addProgram(root, program, name, more = []) {
  const shell = realpathSync("/bin/sh");
  add(root, realpathSync(program), `/usr/local/bin/${name}`);
  add(root, shell, "/bin/sh");
  for (const library of librariesOf([program, shell, ...more])) add(root, realpathSync(library), library);
  // Names are looked up by modules that glibc loads itself; since 2.34 they are part of it.
  for (const library of namesModules()) add(root, realpathSync(library), library);
  mkdirSync(join(root, "tmp"), { recursive: true });
  chmodSync(join(root, "tmp"), 0o1777); // mkdir's mode passes through the umask
  mkdirSync(join(root, "etc"), { recursive: true });
  writeFileSync(join(root, "etc", "passwd"), "root:x:0:0::/root:/bin/sh\nwirecheck:x:1000:1000::/tmp:/bin/sh\n");
}

/**
 * Puts a Python and the packages of a virtual environment into a root file system, as python:VERSION-slim has them
 * after `pip install`.
 *
 * @param {string} root
 * @param {string} python of the virtual environment
 */
export function addPython(root, python) {
  const ask = `import json, sys, sysconfig; print(json.dumps([sys._base_executable, sysconfig.get_path("stdlib"),
    sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]))`;
  const [program, library, ...packages] = JSON.parse(execFileSync(python, ["-c", ask], { encoding: "utf8" }));
  const home = join(root, "usr", "local", "lib", basename(library));
  // The standard library without its tests, and without what is installed beside it.
  const left =
    /^(test|idlelib|tkinter|turtledemo|lib2to3|ensurepip|config-.*|site-packages|dist-packages|__pycache__)$/;
  for (const name of readdirSync(library)) if (!left.test(name)) copy(join(library, name), join(home, name));
  for (const folder of new Set(packages)) copy(folder, join(home, "site-packages"));
  addProgram(root, program, "python3", sharedObjects(home));
  symlinkSync("python3", join(root, "usr", "local", "bin", "python"));
}

/** @param {string} root @param {string} from @param {string} to absolute, inside the root file system */
function add(root, from, to) {
  const target = join(root, to);
  if (existsSync(target)) return;
  mkdirSync(dirname(target), { recursive: true });
  cpSync(from, target);
}

/** @param {string} from @param {string} to */
function copy(from, to) {
  cpSync(from, to, { recursive: true, dereference: true, filter: (path) => basename(path) !== "__pycache__" });
}

/** @param {string} folder */
function sharedObjects(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => /\.so(\.\d+)*$/.test(name)).map((name) => join(folder, name));
}

/** Libraries of the system that the files name. @param {readonly string[]} files */
function librariesOf(files) {
  const text = execFileSync("sh", ["-c", 'ldd "$@" 2>/dev/null || true', "ldd", ...files], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const paths = [...text.matchAll(/^\s+(?:\S+ => )?(\/\S+) \(0x/gm)].map(([, path = ""]) => path);
  return new Set(paths.filter((path) => !files.some((file) => path.startsWith(`${dirname(file)}/`))));
}

function namesModules() {
  const folders = ["/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu", "/lib64"].filter((folder) => existsSync(folder));
  return folders.flatMap((folder) =>
    ["libnss_dns.so.2", "libnss_files.so.2"].map((name) => join(folder, name)).filter((path) => existsSync(path)),
  );
}
