// Renders a chart as “helm template” does, where there is no Helm: by the same template engine and the same functions
// (sprig), as Debian ships them. It knows what this chart uses, and ends with an error at anything else.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run deploy/helm/render/main.go RELEASE CHART [VALUES.yaml…]
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"sigs.k8s.io/yaml"
)

type object = map[string]interface{}

// files is what a template reads beside itself.
type files struct{ folder string }

func (f files) Get(name string) (string, error) {
	read, err := os.ReadFile(filepath.Join(f.folder, name))
	return string(read), err
}

func main() {
	if len(os.Args) < 3 {
		fail(fmt.Errorf("usage: main RELEASE CHART [VALUES.yaml…]"))
	}
	release, folder := os.Args[1], os.Args[2]
	values := readYaml(filepath.Join(folder, "values.yaml"))
	for _, name := range os.Args[3:] {
		values = merged(values, readYaml(name))
	}
	chart := object{}
	for name, value := range readYaml(filepath.Join(folder, "Chart.yaml")) {
		chart[strings.ToUpper(name[:1])+name[1:]] = value
	}
	top := object{
		"Chart":   chart,
		"Files":   files{folder},
		"Release": object{"Name": release, "Namespace": "default", "Service": "Helm"},
		"Values":  values,
	}
	all := template.New("chart").Option("missingkey=zero")
	all.Funcs(sprig.TxtFuncMap()).Funcs(functions(all))
	names, err := filepath.Glob(filepath.Join(folder, "templates", "*"))
	check(err)
	sort.Strings(names)
	for _, name := range names {
		text, err := os.ReadFile(name)
		check(err)
		_, err = all.New(filepath.Base(name)).Parse(string(text))
		check(err)
	}
	for _, name := range names {
		if !strings.HasSuffix(name, ".yaml") {
			continue
		}
		var out bytes.Buffer
		check(all.ExecuteTemplate(&out, filepath.Base(name), top))
		if strings.TrimSpace(out.String()) != "" {
			fmt.Printf("---\n# Source: %s\n%s\n", filepath.Base(name), strings.TrimPrefix(strings.TrimSpace(out.String()), "---\n"))
		}
	}
}

// functions are Helm's own, beside sprig's.
func functions(all *template.Template) template.FuncMap {
	return template.FuncMap{
		"include": func(name string, data interface{}) (string, error) {
			var out bytes.Buffer
			err := all.ExecuteTemplate(&out, name, data)
			return out.String(), err
		},
		"required": func(sentence string, value interface{}) (interface{}, error) {
			if value == nil || value == "" {
				return nil, fmt.Errorf("%s", sentence)
			}
			return value, nil
		},
		"toYaml": func(value interface{}) (string, error) {
			out, err := yaml.Marshal(value)
			return strings.TrimSuffix(string(out), "\n"), err
		},
		"fromYaml": func(text string) (object, error) {
			read := object{}
			err := yaml.Unmarshal([]byte(text), &read)
			return read, err
		},
	}
}

func readYaml(name string) object {
	text, err := os.ReadFile(name)
	check(err)
	read := object{}
	check(yaml.Unmarshal(text, &read))
	return read
}

// merged lays maps over each other, and replaces everything else.
func merged(below, above object) object {
	for name, value := range above {
		under, isUnder := below[name].(object)
		over, isOver := value.(object)
		if isUnder && isOver {
			below[name] = merged(under, over)
		} else {
			below[name] = value
		}
	}
	return below
}

func check(err error) {
	if err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
