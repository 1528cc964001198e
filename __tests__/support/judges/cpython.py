"""Lists the archives named on standard input, a line of JSON each: CPython's tarfile and zipfile as they come."""

import hashlib
import json
import stat
import sys
import tarfile
import zipfile


def line(stream):
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(1 << 20):
        digest.update(piece)
        size += len(piece)
    return "file %d %s" % (size, digest.hexdigest())


def bytes_of(text):
    return text.encode("utf-8", "surrogateescape").decode("latin1")


def canonical(name):
    return name[2:] if name.startswith("./") else name


def put(listing, name, value):
    listing[name + " (again)" if name in listing else name] = value


def list_tar(file):
    listing = {}
    with tarfile.open(file, encoding="utf-8", errors="surrogateescape") as tar:
        for member in tar:
            name = canonical(bytes_of(member.name))
            if member.isdir():
                value = "directory"
            elif member.issym():
                value = "symlink " + bytes_of(member.linkname)
            elif member.islnk():
                value = "hardlink " + canonical(bytes_of(member.linkname))
            elif member.isreg():
                value = line(tar.extractfile(member))
            else:
                value = "type %r" % member.type
            put(listing, name, value)
    return listing


def list_zip(file):
    listing = {}
    with zipfile.ZipFile(file) as archive:
        for member in archive.infolist():
            name = bytes_of(member.filename)
            if member.is_dir():
                put(listing, name[:-1], "directory")
            elif member.create_system == 3 and stat.S_ISLNK(member.external_attr >> 16):
                put(listing, name, "symlink " + archive.read(member).decode("latin1"))
            else:
                with archive.open(member) as body:
                    put(listing, name, line(body))
    return listing


for file in sys.stdin.read().split("\n"):
    try:
        print(json.dumps(list_zip(file) if file.endswith(".zip") else list_tar(file)))
    except Exception as error:
        print(json.dumps(repr(error)))
