import type { ReactNode } from 'react'
import type { Voice } from '@/shared/api/types'
import { defineWords } from '@/shared/i18n/i18n'
import { useTerms } from '@/shared/terms'
import './voice.css'

const { useWords } = defineWords(
  'voice',
  {
    feelings: '情绪',
    against: '反映对象',
    wishes: '所求',
    quoted: '“{{words}}”',
    comma: '、',
    note: '从来件文字读出，供办理参考，可能不准；不影响派单、时限和排序。',
  },
  {
    feelings: 'Feelings',
    against: 'Complained about',
    wishes: 'What is wished',
    quoted: '“{{words}}”',
    comma: ', ',
    note: 'Read from the words, for whoever handles it, and may be wrong; no unit, limit or order follows from it.',
  },
)

type Part = 'feeling' | 'against' | 'wish'
interface Mark {
  start: number
  end: number
  part: Part
}

/** Every passage of a voice, in order of the text. */
const marksOf = ({ feelings, against, wishes }: Voice): Mark[] => {
  const mark = (part: Part) => (passage: { start: number; words: string }) => ({
    start: passage.start,
    end: passage.start + passage.words.length,
    part,
  })
  return [
    ...feelings.flatMap(({ words }) => words.map(mark('feeling'))),
    ...against.flatMap(({ name, deed }) => [name, ...(deed ? [deed] : [])].map(mark('against'))),
    ...wishes.map(mark('wish')),
  ].sort((one, other) => one.start - other.start)
}

/** A text with the words marked in which its writer says how it feels, who is meant and what is wished. What lies within another mark keeps that one. */
export function MarkedText({ text, voice }: { text: string; voice: Voice | null | undefined }) {
  if (!voice) return text
  const shown: ReactNode[] = []
  let at = 0
  for (const { start, end, part } of marksOf(voice)) {
    if (start < at || end > text.length) continue
    shown.push(
      text.slice(at, start),
      <mark key={start} className="voice-mark" data-part={part}>
        {text.slice(start, end)}
      </mark>,
    )
    at = end
  }
  return [...shown, text.slice(at)]
}

/** The same in words; nothing where the text says nothing of it. */
export function VoiceFacts({ voice: { feelings, against, wishes } }: { voice: Voice }) {
  const say = useWords()
  const term = useTerms()
  if (feelings.length + against.length + wishes.length === 0) return null
  const quote = (words: string) => say('quoted', { words })
  return (
    <>
      <dl className="voice">
        {feelings.length > 0 && (
          <>
            <dt>{say('feelings')}</dt>
            <dd>
              {feelings
                .map(
                  ({ feeling, words }) =>
                    term(`feeling.${feeling}`) + words.map((said) => quote(said.words)).join(''),
                )
                .join(say('comma'))}
            </dd>
          </>
        )}
        {against.length > 0 && (
          <>
            <dt>{say('against')}</dt>
            <dd>
              {against
                .map(({ name, deed }) => name.words + (deed ? quote(deed.words) : ''))
                .join(say('comma'))}
            </dd>
          </>
        )}
        {wishes.length > 0 && (
          <>
            <dt>{say('wishes')}</dt>
            <dd>{wishes.map(({ words }) => quote(words)).join('')}</dd>
          </>
        )}
      </dl>
      <p className="soft voice-note">{say('note')}</p>
    </>
  )
}
