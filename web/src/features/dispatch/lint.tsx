import { useQuery } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { Failed, Loading } from '@/shared/ui/pieces'
import { rulesKey } from './rules'
import { useWords } from './words'

export type Finding = Got<'/api/dispatch/lint'>[number]

/** What may be wrong with the rules in force. */
export function CatalogueLint() {
  const { data, error, refetch } = useQuery({
    queryKey: [...rulesKey, 'lint'],
    queryFn: () => body(api.GET('/api/dispatch/lint')),
  })
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  return data ? <Findings findings={data} /> : <Loading rows={2} />
}

/** Findings by kind, errors first; a kind with many is folded. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  const say = useWords()
  const kinds = [...new Set(findings.map(({ kind }) => kind))]
  const errors = findings.filter(({ isError }) => isError).length
  return (
    <section aria-label={say('lint')} className="lint">
      <h3>{say('lint')}</h3>
      <p className="soft">
        {findings.length === 0
          ? say('lintClean')
          : say('lintCount', { errors, warnings: findings.length - errors })}
      </p>
      {kinds.map((kind) => {
        const of = findings.filter((finding) => finding.kind === kind)
        return (
          <details key={kind} open={of.some(({ isError }) => isError)}>
            <summary>{say('lintKind', { kind: say(`lint.${kind}`), count: of.length })}</summary>
            <ul>
              {of.map(({ isError, text, rule, classCode }) => (
                <li key={`${rule} ${classCode} ${text}`}>
                  {isError && <strong>{say('lintError')}</strong>} {text}
                </li>
              ))}
            </ul>
          </details>
        )
      })}
    </section>
  )
}
