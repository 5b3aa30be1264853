import { Link } from 'react-router'
import type { CasePage } from '@/shared/api/types'
import { tellMeasured } from '@/shared/measuring/measured'
import { Moment } from '@/shared/time/time-left'
import { useWords } from '../words'

/** The component that the case is about, and whose it is. */
export function NamedComponent({ page: { component } }: { page: CasePage }) {
  const say = useWords()
  if (!component) return null
  const { id, code, className, name, placeText, holder, role, measured } = component
  return (
    <section>
      <h3>{say('component')}</h3>
      <p className="case-line">
        <strong>{className}</strong>
        {name !== className && <span>{name}</span>}
        <Link className="case-link" to={`/components/${id}`}>
          {code}
        </Link>
      </p>
      {placeText && <p>{placeText}</p>}
      <p className="soft">
        {holder && (role === 'owner' || role === 'manager' || role === 'maintainer')
          ? say('componentHolder', { role: say(`role.${role}`), unit: holder.name })
          : say('componentNoHolder')}
      </p>
      {measured.length > 0 && (
        <ul className="case-measured" aria-label={say('componentMeasured')}>
          {measured.map(({ quantity, value, unit, clock, measuredAt, planned, found, breaksThePlan }) => (
            <li key={`${quantity} ${measuredAt}`}>
              {planned && found
                ? say('componentPlanned', {
                    quantity,
                    planned: planned.slice(0, 5),
                    found: found.slice(0, 5),
                  })
                : `${quantity} ${tellMeasured({ value, unit, clock })}`}{' '}
              <Moment at={measuredAt} />
              {breaksThePlan && <span className="mark">{say('componentBreaks')}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
