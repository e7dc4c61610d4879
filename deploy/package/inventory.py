#!/usr/bin/env python3
"""What a package is made of: an SBOM (CycloneDX) and the third-party notices, from what the build says it delivers.

inventory.py --name NAME --version VERSION --out FOLDER --published FOLDER --boms A.json [B.json] --deps A.deps.json [B.deps.json] [--web ASSETS]

--boms are those of the CycloneDX tool: packages, licences and hashes by project. It knows no runtime and does not know what is delivered:
the deps.json files say that, and of a web app, which has none, what NuGet restored for it (--web project.assets.json). Ends with 1 where a delivered program file belongs to nothing with a notice."""
import argparse
import datetime
import json
import os
import pathlib
import re
import sys
import xml.etree.ElementTree

HERE = pathlib.Path(__file__).parent
PACKAGES = pathlib.Path.home() / ".nuget" / "packages"
PROGRAM_FILES = {".dll", ".so", ".wasm", ".exe"}
# Made by the build itself: the hosts, which are the runtime's, and what crossgen puts all code into.
HOSTS = {"jtm", "jtm.exe", "Jingan.TargetMgmt.Api"}
# What a package brings along without a package of its own.
INSIDE = {"Swashbuckle.AspNetCore.SwaggerUI": "contains swagger-ui, Copyright SmartBear Software, Apache-2.0",
          "SQLitePCLRaw.lib.e_sqlite3": "contains SQLite, which is in the public domain"}


def licence(name):
    return HERE / "licences" / f"{name}.txt"


def is_here(name):
    return licence(name).exists()


def delivered(deps_file):
    """(id, version) -> names of the files in it, for every package and runtime of a deps.json."""
    deps = json.loads(deps_file.read_text("utf-8"))
    found = {}
    for key, library in deps["libraries"].items():
        if library["type"] in ("package", "runtimepack"):
            name, version = key.removeprefix("runtimepack.").split("/")
            files = {pathlib.PurePosixPath(path).name
                     for target in deps["targets"].values()
                     for kind in ("runtime", "native", "resources", "runtimeTargets")
                     for path in target.get(key, {}).get(kind, {})}
            if files:
                found[name, version] = files
    own = {key.split("/")[0] for key, library in deps["libraries"].items() if library["type"] == "project"}
    return found, own


def delivered_to_browsers(assets_file):
    """The same for a web app: the packages that were restored for it, and the runtime that runs in the browser."""
    assets = json.loads(assets_file.read_text("utf-8"))
    found = {}
    for key, entry in next(iter(assets["targets"].values())).items():
        files = {pathlib.PurePosixPath(path).name for path in entry.get("runtime", {})}
        if entry["type"] == "package" and files - {"_._"}:
            found[tuple(key.split("/"))] = files
    for framework in assets["project"]["frameworks"].values():
        for one in framework.get("downloadDependencies", []):
            version = one["version"].strip("[]").split(",")[0]
            folder = PACKAGES / one["name"].lower() / version / "runtimes"
            found[one["name"], version] = {f.name for f in folder.rglob("*") if f.is_file()}
    return found


class Package:
    """A package as it lies in NuGet's cache."""

    def __init__(self, name, version):
        self.name, self.version = name, version
        self.folder = PACKAGES / name.lower() / version
        nuspec = next(self.folder.glob("*.nuspec"))
        about = {child.tag.split("}")[1]: child for child in xml.etree.ElementTree.parse(nuspec).getroot()[0]}
        text = {tag: (child.text or "").strip() for tag, child in about.items()}
        is_expression = "license" in about and about["license"].get("type") == "expression"
        self.licence = text["license"] if is_expression else None
        self.copyright = text.get("copyright") or "Copyright " + text.get("authors", "")
        self.project = text.get("projectUrl", "")
        wanted = re.compile(r"(licen[cs]e|third-?party-?notices?|notice)[^/]*$", re.IGNORECASE)
        self.texts = sorted(f for f in self.folder.iterdir() if f.is_file() and wanted.match(f.name))

    def notice(self):
        lines = [f"{self.name} {self.version}", self.copyright, self.project]
        if self.name in INSIDE:
            lines.append(INSIDE[self.name])
        lines.append("Licence: " + (self.licence or ", ".join(f.name for f in self.texts)))
        for file in self.texts:
            lines += ["", f"--- {file.name}", file.read_text("utf-8-sig", "replace").strip()]
        return "\n".join(lines)

    def has_notice(self):
        return bool(self.texts) or (bool(self.ids()) and all(map(is_here, self.ids())))

    def ids(self):
        """The licences' names that the notice refers to. Of "A OR B" those that are here are chosen."""
        ids = [] if self.licence is None else [one.strip("() ") for one in re.split(r" AND | OR ", self.licence)]
        here = [one for one in ids if is_here(one)]
        return here if here and " OR " in (self.licence or "") else ids

    def component(self):
        component = {"type": "framework" if ".App.Runtime" in self.name else "library", "name": self.name, "version": self.version,
                     "bom-ref": f"pkg:nuget/{self.name}@{self.version}", "purl": f"pkg:nuget/{self.name}@{self.version}"}
        if self.licence:
            component["licenses"] = [{"expression": self.licence}] if " " in self.licence else [{"license": {"id": self.licence}}]
        return component


def bill(name, version, boms, packages):
    """The tool's components for what is delivered, and those of ours for what it does not know."""
    known, depends = {}, {}
    for bom in boms:
        for component in bom["components"]:
            known.setdefault((component["name"].lower(), component["version"]), component | {"scope": "required"})
        for edge in bom.get("dependencies", []):
            depends.setdefault(edge["ref"], set()).update(edge.get("dependsOn", []))
    components = [known.get((p.name.lower(), p.version)) or p.component() for p in packages]
    refs = {c["bom-ref"] for c in components}
    root = f"{name}@{version}"
    edges = [{"ref": ref, "dependsOn": sorted(depends.get(ref, set()) & refs)} for ref in sorted(refs)]
    made = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc)
    about = {"timestamp": made.strftime("%Y-%m-%dT%H:%M:%SZ"),
             "component": {"type": "application", "bom-ref": root, "name": name, "version": version}}
    return boms[0] | {"metadata": boms[0]["metadata"] | about,
                      "components": components, "dependencies": [{"ref": root, "dependsOn": sorted(refs)}, *edges]}


def orphans(folder, files, own):
    """Program files that belong to no package, no runtime and no project of this repository."""
    for file in sorted(folder.rglob("*")):
        name = re.sub(r"\.[0-9a-z]{10}(?=\.wasm$)", "", file.name)  # the web app's files bear a fingerprint
        stem = name.removesuffix(".wasm") + ".dll" if name.endswith(".wasm") else name
        project = stem.removesuffix(".resources.dll").removesuffix(".dll")
        is_own = name in HOSTS or project in own or name.endswith(".r2r.dll")
        if file.is_file() and file.suffix in PROGRAM_FILES and not is_own and not {name, stem} & files:
            yield file.relative_to(folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--name", required=True)
    parser.add_argument("--version", required=True)
    for option in ("--out", "--published"):
        parser.add_argument(option, required=True, type=pathlib.Path)
    for option in ("--boms", "--deps"):
        parser.add_argument(option, required=True, type=pathlib.Path, nargs="+")
    parser.add_argument("--web", type=pathlib.Path)
    asked = parser.parse_args()
    shipped, own = delivered_to_browsers(asked.web) if asked.web else {}, set()
    for deps in asked.deps:
        found, projects = delivered(deps)
        own |= projects
        for key, files in found.items():
            shipped.setdefault(key, set()).update(files)
    packages = [Package(*key) for key in sorted(shipped, key=lambda k: (k[0].lower(), k[1]))]
    faults = [f"{p.name} {p.version}: no licence text, put one into {HERE.name}/licences" for p in packages if not p.has_notice()]
    faults += [f"{file}: of no package that is known" for file in orphans(asked.published, set().union(*shipped.values()), own)]
    boms = [json.loads(file.read_text("utf-8-sig")) for file in asked.boms]
    rule = "\n\n" + "=" * 80 + "\n\n"
    named = sorted({one for p in packages if not p.texts for one in p.ids()})
    texts = [licence(one).read_text("utf-8").strip() for one in named if is_here(one)]
    head = f"{asked.name} {asked.version} contains the following works of others, each under its own licence.\n" \
           "Licences that are named only have their text at the end."
    (asked.out / "THIRD-PARTY-NOTICES.txt").write_text(rule.join([head, *(p.notice() for p in packages), *texts]) + "\n", "utf-8")
    (asked.out / "sbom.cdx.json").write_text(
        json.dumps(bill(asked.name, asked.version, boms, packages), ensure_ascii=False, indent=1) + "\n", "utf-8")
    print("\n".join(faults) or f"{asked.name}: {len(packages)} components with a notice", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
