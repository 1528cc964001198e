// Command go-archive lists the archives named on standard input, a line of JSON each: Go's archive/tar and archive/zip
// as they come.
package main

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
)

// latin1 turns bytes into a text with one character per byte, which JSON keeps.
func latin1(name string) string {
	runes := make([]rune, len(name))
	for at := 0; at < len(name); at++ {
		runes[at] = rune(name[at])
	}
	return string(runes)
}

func line(body io.Reader) (string, error) {
	digest := sha256.New()
	size, err := io.Copy(digest, body)
	return fmt.Sprintf("file %d %x", size, digest.Sum(nil)), err
}

func put(listing map[string]string, name string, value string) {
	if _, known := listing[name]; known {
		name += " (again)"
	}
	listing[name] = value
}

func canonical(name string) string {
	if name == "./" {
		return "."
	}
	return strings.TrimSuffix(strings.TrimPrefix(name, "./"), "/")
}

func listTar(name string) (map[string]string, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	buffered := bufio.NewReader(file)
	var stream io.Reader = buffered
	if magic, _ := buffered.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		if stream, err = gzip.NewReader(buffered); err != nil {
			return nil, err
		}
	}
	listing := map[string]string{}
	for archive := tar.NewReader(stream); ; {
		header, err := archive.Next()
		if err == io.EOF {
			// What follows the end still has to be a whole gzip member.
			_, err = io.Copy(io.Discard, stream)
			return listing, err
		}
		if err != nil {
			return nil, err
		}
		path, value := latin1(header.Name), ""
		switch header.Typeflag {
		case tar.TypeReg, '\x00':
			if value, err = line(archive); err != nil {
				return nil, err
			}
			// Only a directory loses the slash at its end.
			put(listing, strings.TrimPrefix(path, "./"), value)
			continue
		case tar.TypeDir:
			value = "directory"
		case tar.TypeSymlink:
			value = "symlink " + latin1(header.Linkname)
		case tar.TypeLink:
			value = "hardlink " + strings.TrimPrefix(latin1(header.Linkname), "./")
		case tar.TypeXGlobalHeader:
			continue
		default:
			value = fmt.Sprintf("type %q", header.Typeflag)
		}
		put(listing, canonical(path), value)
	}
}

func listZip(name string) (map[string]string, error) {
	archive, err := zip.OpenReader(name)
	if err != nil {
		return nil, err
	}
	defer archive.Close()
	listing := map[string]string{}
	for _, member := range archive.File {
		path := latin1(member.Name)
		if member.Mode().IsDir() {
			put(listing, strings.TrimSuffix(path, "/"), "directory")
			continue
		}
		body, err := member.Open()
		if err != nil {
			return nil, err
		}
		var value string
		if member.Mode()&fs.ModeSymlink != 0 {
			target, failure := io.ReadAll(body)
			value, err = "symlink "+latin1(string(target)), failure
		} else {
			value, err = line(body)
		}
		body.Close()
		if err != nil {
			return nil, err
		}
		put(listing, path, value)
	}
	return listing, nil
}

func main() {
	names := bufio.NewScanner(os.Stdin)
	answers := json.NewEncoder(os.Stdout)
	for names.Scan() {
		list := listTar
		if strings.HasSuffix(names.Text(), ".zip") {
			list = listZip
		}
		var answer any
		listing, err := list(names.Text())
		if answer = listing; err != nil {
			answer = err.Error()
		}
		if err := answers.Encode(answer); err != nil {
			panic(err)
		}
	}
}
