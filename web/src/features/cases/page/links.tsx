import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { CasePage } from '@/shared/api/types'
import { useTerms } from '@/shared/terms'
import { useWords } from '../words'
import { Members } from './members'

type CaseLink = CasePage['links']['parts'][number]

/** That it is confidential stands where the requester does. */
const isAlone = ({ members, parts, assisting, confidential, ...rest }: CasePage['links']) =>
  members === 0 && parts.length === 0 && assisting.length === 0 && !Object.values(rest).some(Boolean)

/** How the case stands to other cases, to other units, and to what a person still has to judge. */
export function Links({ page, onReload }: { page: CasePage; onReload: () => void }) {
  const say = useWords()
  const { links } = page
  if (isAlone(links)) return null
  return (
    <section>
      <h3>{say('links')}</h3>
      <dl className="links">
        {links.incident && (
          <Row name={say('incident')}>
            <p>
              {say('memberOf')} <To link={links.incident} />
            </p>
            <p className="soft">{say('memberNote')}</p>
          </Row>
        )}
        {links.members > 0 && (
          <Row name={say('incident')}>
            <Members page={page} onReload={onReload} />
          </Row>
        )}
        {links.repeatOf && (
          <Row name={say('repeat')}>
            <Repeat page={page} of={links.repeatOf} />
          </Row>
        )}
        {links.likelyRepeatOf && (
          <Row name={say('repeat')}>
            <p>
              {say('likelyRepeatOf')} <To link={links.likelyRepeatOf} />
            </p>
            <p className="soft">{say('likelyRepeatNote')}</p>
          </Row>
        )}
        {links.parent && (
          <Row name={say('parent')}>
            <p>
              {say('parentOf')} <To link={links.parent} />
            </p>
          </Row>
        )}
        {links.parts.length > 0 && (
          <Row name={say('parent')}>
            <p className="case-line">
              {say('partsOf')}
              {links.parts.map((part) => (
                <To key={part.id} link={part} />
              ))}
            </p>
          </Row>
        )}
        {links.assisting.length > 0 && (
          <Row name={say('assistance')}>
            <Assisting units={links.assisting} />
          </Row>
        )}
        {links.preventive && <Row name={say('preventive')}>{say('preventiveNote')}</Row>}
        {links.abuse && <Row name={say('abuse')}>{say(`abuse.${links.abuse}`)}</Row>}
        {links.control && <Row name={say('control')}>{say(`control.${links.control}`)}</Row>}
      </dl>
    </section>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function To({ link: { id, number } }: { link: CaseLink }) {
  return (
    <Link className="case-link" to={`/cases/${id}`}>
      {number}
    </Link>
  )
}

function Repeat({ page: { links, state }, of }: { page: CasePage; of: CaseLink }) {
  const say = useWords()
  const term = useTerms()
  const outcome = links.repeatOutcome
  return (
    <>
      <p>
        {say('repeatOf')} <To link={of} />
        {outcome ? say('repeatEnded', { outcome: term(`outcome.${outcome}`) }) : say('repeatOpen')}
      </p>
      {outcome && state !== 'closed' && <p className="soft">{say('repeatNote')}</p>}
    </>
  )
}

function Assisting({ units }: { units: CasePage['links']['assisting'] }) {
  const say = useWords()
  return (
    <ul>
      {units.map(({ unit, reported }) => (
        <li key={unit.id}>
          {unit.name}{' '}
          <span className={reported ? 'soft' : undefined}>{say(reported ? 'assisted' : 'assistOpen')}</span>
        </li>
      ))}
    </ul>
  )
}
