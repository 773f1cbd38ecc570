//! Lists the embedded migrations and messages, so that adding one is adding a file.

#![expect(
    clippy::disallowed_methods,
    reason = "cargo tells a build script its folders in the environment"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=locales");

    let mut list = String::new();
    for (constant, folder) in [("SQLITE", "sqlite"), ("POSTGRES", "postgres")] {
        list.push_str(&migrations(
            constant,
            &root.join("migrations").join(folder),
        )?);
    }
    fs::write(out.join("migrations.rs"), list)?;
    fs::write(out.join("locales.rs"), messages(&root.join("locales"))?)
}

/// A constant with the version, name and text of each `NNNN_name.sql` of a folder, in order.
fn migrations(constant: &str, folder: &Path) -> io::Result<String> {
    let mut code = format!("const {constant}: &[(i64, &str, &str)] = &[\n");
    for path in sorted(folder)? {
        let stem = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default();
        let (version, name) = stem.split_once('_').unwrap_or_default();
        let version: i64 = version.parse().map_err(io::Error::other)?;
        let text = included(&path)?;
        writeln!(code, "    ({version}, {name:?}, {text}),").map_err(io::Error::other)?;
    }
    code.push_str("];\n");
    Ok(code)
}

/// A constant with the language, name and text of each `language/name.ftl`.
fn messages(folder: &Path) -> io::Result<String> {
    let mut code = String::from("const MESSAGES: &[(&str, &str, &str)] = &[\n");
    for language in sorted(folder)? {
        for path in sorted(&language)? {
            let (language, name) = (file_name(&language), file_name(&path));
            let text = included(&path)?;
            writeln!(code, "    ({language:?}, {name:?}, {text}),").map_err(io::Error::other)?;
        }
    }
    code.push_str("];\n");
    Ok(code)
}

/// The expression for a file's text. The folder is named when the crate is compiled, not here: a
/// target directory outlives the clone in which it was made.
fn included(path: &Path) -> io::Result<String> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let inside = path.strip_prefix(root).map_err(io::Error::other)?;
    let inside = format!("/{}", inside.display());
    Ok(format!(
        "include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {inside:?}))"
    ))
}

fn file_name(path: &Path) -> &str {
    path.file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default()
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
