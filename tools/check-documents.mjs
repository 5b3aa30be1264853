// What the documents name must be there: linked files, tests, routes, commands, modules, variables, ways through the
// desk, problem slugs, rules of the field, the words of enums, and a reason for each package. And no file is too long.
// Run by `./jiban test`; prints what is missing and ends with 1.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const ignored = new Set(['node_modules', 'artifacts', 'bin', 'obj', '.git', '.jiban', 'dist', 'wwwroot'])

const filesUnder = (folder, ending) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (ignored.has(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesUnder(path, ending) : entry.name.endsWith(ending) ? [path] : []
  })

const read = (path) => readFileSync(path, 'utf8')
const csharp = [...filesUnder(join(root, 'src'), '.cs'), ...filesUnder(join(root, 'demo'), '.cs')].map((path) => ({
  path,
  isTest: /\.Tests\//.test(path) || path.includes('Jiban.Testing'),
  text: read(path),
}))
const documents = filesUnder(root, '.md').map((path) => ({ path, text: read(path) }))
const missing = []
const tell = (path, what) => missing.push(`${relative(root, path)}: ${what}`)

// Linked files.
for (const { path, text } of documents) {
  for (const [, link] of text.matchAll(/\]\(([^)#\s]+)/g)) {
    if (!/^[a-z]+:/.test(link) && !existsSync(join(dirname(path), link))) tell(path, `no file ${link}`)
  }
}

// Tests: `XTests` or `XProperties`, and `XTests.Sentence`.
// A class ends at the first closing brace as far to the left as its own line: the formatter sees to that.
const classesOf = (text) => [...text.matchAll(/^( *)(?:[a-z]+ )*class (\w+)[^{;]*(?:;|\{[\s\S]*?^\1\})/gm)].map(([body, , name]) => ({ name, body }))
const suites = new Map()
for (const { isTest, text } of csharp) {
  if (isTest) for (const { name, body } of classesOf(text)) suites.set(name, (suites.get(name) ?? '') + body)
}
for (const { path, text } of documents) {
  for (const [, suite, test] of text.matchAll(/`(\w+(?:Tests|Properties))(?:\.(\w+))?`/g)) {
    if (!suites.has(suite)) tell(path, `no suite ${suite}`)
    else if (test && !new RegExp(`\\b${test}\\(`).test(suites.get(suite))) tell(path, `no test ${suite}.${test}`)
  }
}

// Problem slugs, both ways. In the code a slug follows its status, or is set as the type of another problem.
const problems = join(root, 'docs/problems.md')
const listed = new Set([...read(problems).matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, slug]) => slug))
const told = new Set()
for (const { isTest, text } of csharp) {
  if (isTest) continue
  for (const [, slug] of text.matchAll(/(?:StatusCodes\.Status\d+\w+|\b[45]\d\d),\s*"([a-z][a-z0-9-]*)",/g)) told.add(slug)
  for (const [, slug] of text.matchAll(/\b(?:Conflict\(\s*|Type = )"([a-z][a-z-]*)"/g)) told.add(slug)
}
for (const slug of told) if (!listed.has(slug)) tell(problems, `does not tell of ${slug}`)
for (const slug of listed) if (!told.has(slug)) tell(problems, `nothing answers ${slug}`)

// Words of the field: every value of these enums stands in the glossary.
const glossary = join(root, 'docs/glossary.md')
const words = read(glossary)
const vocabulary = 'DemandKind Urgency DispatchMode UnitKind CaseState Outcome Solved Satisfied ClosedHow ContactMethod Role'.split(' ')
for (const { isTest, text } of csharp) {
  if (isTest) continue
  for (const [, name, body] of text.matchAll(/\benum (\w+)\s*\{([^}]*)\}/g)) {
    if (!vocabulary.includes(name)) continue
    for (const value of body.replace(/\/\/.*$/gm, '').split(',').map((word) => word.trim()).filter(Boolean)) {
      const word = value[0].toLowerCase() + value.slice(1)
      if (!new RegExp(`\\b${word}\\b`).test(words)) tell(glossary, `has no ${word} (${name})`)
    }
  }
}

// Rules of the field: what code and documents point to, as R-14 or rules.md §2.3, stands there.
const rules = read(join(root, 'docs/rules.md'))
const ruled = new Set([...rules.matchAll(/^\| (R-\d\d) \||^(?:## |\*\*)(§[\d.]+\d|§\d)/gm)].map(([, rule, section]) => rule ?? section))
for (const { path, text } of [...documents, ...csharp]) {
  for (const [rule] of text.matchAll(/\bR-\d\d\b/g)) if (!ruled.has(rule)) tell(path, `docs/rules.md has no ${rule}`)
  for (const [, section] of text.matchAll(/rules\.md\)? (§\d(?:\.\d)?)/g)) if (!ruled.has(section)) tell(path, `docs/rules.md has no ${section}`)
}

// Packages: each has its line of reason.
const dependencies = join(root, 'docs/dependencies.md')
const reasons = new Set(
  [...read(dependencies).matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, names]) => names.split(',').map((name) => name.trim())),
)
const web = JSON.parse(read(join(root, 'web/package.json')))
const nuget = [...read(join(root, 'Directory.Packages.props')).matchAll(/Include="([^"]+)"/g)].map(([, name]) => name)
for (const name of [...nuget, ...Object.keys(web.dependencies), ...Object.keys(web.devDependencies)]) {
  if (!reasons.has(name)) tell(dependencies, `gives no reason for ${name}`)
}

// Routes: what a document writes as `/api/…`, with or without its verb, is a path of the described API or the beginning of one.
const paths = Object.keys(JSON.parse(read(join(root, 'docs/api/openapi.json'))).paths)
for (const { path, text } of documents) {
  for (const [, route] of text.matchAll(/`(?:[A-Z]+ )?(\/api\/[\w\-{}/]*)[^`]*`/g)) {
    const stem = route.replace(/\/$/, '')
    if (!paths.some((one) => one === stem || one.startsWith(`${stem}/`))) tell(path, `no route ${route}`)
  }
}

// And every route stands in the README of a module, itself or by its beginning.
const tellers = documents.filter(({ path }) => /^src\/Jiban\.\w+\/README\.md$/.test(relative(root, path)))
const begun = tellers.flatMap(({ text }) => [...text.matchAll(/`(\/(?:api|ogc|tag|health|photo)\b[\w\-/]*)/g)].map(([, stem]) => stem.replace(/\/$/, '')))
for (const route of paths) {
  if (!begun.some((stem) => stem !== '/api' && route.startsWith(stem))) tell(join(root, 'src'), `no README tells of the route ${route}`)
}

// Commands and modules: both READMEs name all of them, and no document another.
const kebab = (name) => name.replace(/(?<=[a-z])[A-Z]/g, '-$&').toLowerCase()
const program = read(join(root, 'src/Jiban.Host/Commands/CommandLine.cs'))
const commands = [...program.matchAll(/(\w+)Command\.Make\(\)/g)].map(([, name]) => kebab(name)).concat('test', 'simulate', 'help')
const shell = join(root, 'jiban')
const known = read(shell).match(/^readonly COMMANDS='([^']+)'/m)[1].split(/\s+/)
for (const name of commands) if (!known.includes(name) && !['test', 'simulate', 'help'].includes(name)) tell(shell, `does not know the command ${name}`)
for (const name of known) if (!commands.includes(name)) tell(shell, `knows the command ${name} that the program has not`)
const modules = readdirSync(join(root, 'src')).filter((name) => !name.endsWith('.Tests'))
for (const { path, text } of documents) {
  const named = [...text.matchAll(/\.\/jiban ([a-z][a-z-]*)/g)].map(([, name]) => name)
  for (const name of named) if (!commands.includes(name)) tell(path, `no command ${name}`)
  if (!/^README(\.zh-CN)?\.md$/.test(relative(root, path))) continue
  for (const name of commands) if (!named.includes(name)) tell(path, `does not name the command ${name}`)
  for (const name of modules) if (!text.includes(`src/${name} `)) tell(path, `does not say what ${name} is`)
}

// Variables of the environment: somebody reads them.
const readers = ['src', 'demo', 'tools', 'web'].flatMap((folder) =>
  ['.cs', '.sh', '.mjs', '.ts'].flatMap((ending) => filesUnder(join(root, folder), ending)),
)
const environment = [...readers, shell].map(read).join('\n')
for (const { path, text } of documents) {
  for (const [variable] of text.matchAll(/\bJIBAN_[A-Z_]+/g)) if (!environment.includes(variable)) tell(path, `nobody reads ${variable}`)
}

// Ways through the desk, written as *Settings → Map keys* (设置 → 地图软件密钥): each step is a word of the desk.
const desk = ['desk', 'features/cases/figures'].map((folder) => read(join(root, `web/src/${folder}/words.ts`))).join('\n')
const places = [...desk.matchAll(/: '([^']+)',/g)].map(([, word]) => word)
for (const { path, text } of documents) {
  for (const [, way] of text.matchAll(/[*(]([\p{L}\p{N} ]+(?: → [\p{L}\p{N} ]+)+)[*)]/gu)) {
    const steps = way.split(' → ')
    if (places.includes(steps[0])) for (const step of steps) if (!places.includes(step)) tell(path, `the desk has no “${step}” (${way})`)
  }
}

// Sizes: no file is longer than docs/module.md allows, but what is generated and what ships as data.
const generated = join(root, 'web/src/shared/api/schema.d.ts')
for (const path of [...readers, ...['.tsx', '.css'].flatMap((ending) => filesUnder(join(root, 'web'), ending))]) {
  const lines = path === generated ? 0 : read(path).split('\n').length - 1
  if (lines > 400) tell(path, `has ${lines} lines`)
}

for (const line of missing) console.log(line)
console.log(`${documents.length} documents, ${told.size} problems, ${missing.length} missing`)
process.exit(missing.length === 0 ? 0 : 1)
