import type { ComponentPage } from './component'
import { PlainTable } from './plain-table'
import { useWords } from './words'

type Terms = ComponentPage['terms'][number]

const yuan = (fen: number) => (fen / 100).toFixed(2)

/** What holds for a component for a time: when a lamp burns in which season, until when its maker answers, what a charger costs. */
export function ComponentTerms({ terms }: { terms: ComponentPage['terms'] }) {
  const say = useWords()
  if (terms.length === 0) return null
  return (
    <>
      <h2>{say('terms')}</h2>
      <PlainTable
        heads={[say('termsKind'), say('termsContent'), say('from'), say('until')]}
        rows={terms.map((one) => [
          say(`terms.${one.kind}`),
          <Content key="content" terms={one} />,
          one.from,
          one.until,
        ])}
      />
    </>
  )
}

function Content({ terms: { schedule, warranty, tariff } }: { terms: Terms }) {
  const say = useWords()
  if (warranty) return say('warrantyHolds', { ...warranty })
  if (tariff)
    return (
      <>
        {say('tariffHolds', {
          energy: yuan(tariff.energyFen),
          service: yuan(tariff.serviceFen),
          parking: yuan(tariff.parkingFen),
        })}
        {tariff.periods?.map(({ kind, from, until, energyFen, serviceFen }) => (
          <div key={from}>
            {say('periodHolds', {
              period: say(`period.${kind}`),
              from: from.slice(0, 5),
              until: until.slice(0, 5),
              energy: yuan(energyFen),
              service: yuan(serviceFen),
            })}
          </div>
        ))}
      </>
    )
  return schedule?.seasons.map(({ from, until, on, off }) => (
    <div key={from}>{say('seasonHolds', { from, until, on: on.slice(0, 5), off: off.slice(0, 5) })}</div>
  ))
}
