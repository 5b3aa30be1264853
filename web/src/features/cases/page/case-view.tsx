import { App } from 'antd'
import { useState } from 'react'
import type { CasePage, Operation } from '@/shared/api/types'
import { CaseMap } from '@/shared/map/case-map'
import { lngLat } from '@/shared/map/points'
import { useClassName } from '@/shared/reference/reference'
import { useTerms } from '@/shared/terms'
import { Moment } from '@/shared/time/time-left'
import { VoiceFacts } from '@/shared/ui/voice'
import { useWords } from '../words'
import { Answer } from './answer'
import { Asked } from './asked'
import { CallBacks } from './call-backs'
import { useChangedElsewhere } from './case-page'
import { NamedComponent } from './component'
import { Deadlines } from './deadlines'
import { Demands } from './demands'
import { Links } from './links'
import { Operations } from './operations'
import { Photos, Recordings } from './photos'
import { Precedents } from './precedents'
import { Promises } from './promises'
import { Reasons } from './reasons'
import { Requester } from './requester'
import { Said } from './said'
import { Timeline } from './timeline'
import { Twins } from './twins'
import { Verification } from './verification'
import { Whistles } from './whistles'

interface CaseViewProps {
  page: CasePage
  onReload: () => void
  first?: Operation | undefined
}

/** Everything about one case: what is asked, by when, what to do now; then where, why, and what happened. */
export function CaseView({ page, onReload, first }: CaseViewProps) {
  const say = useWords()
  const term = useTerms()
  const classOf = useClassName()
  const changed = useChangedElsewhere(page)
  const { message } = App.useApp()
  // Begun anew with each wording or split that was put into its draft, so that its form opens with it.
  const [filled, setFilled] = useState<{ times: number; first?: Operation }>({ times: 0 })
  const fill = (operation: Operation) => setFilled(({ times }) => ({ times: times + 1, first: operation }))
  const pressing = page.urgency === 'emergency' || page.urgency === 'urgent'
  return (
    <article className="case-view">
      <header className="case-head">
        <h2>
          {page.danger && <span className="mark">{say('danger')}</span>}
          {pressing && <span className="mark">{term(`urgency.${page.urgency}`)}</span>}
          {classOf(page.className)}
        </h2>
        <p className="case-line">
          <strong>{term(`state.${page.state}`)}</strong>
          <span>{page.unit.name}</span>
          {page.signer && <span>{say('signedBy', { name: page.signer.name })}</span>}
          <span>{page.number}</span>
        </p>
        <p className="case-line soft">
          <span>{term(`kind.${page.kind}`)}</span>
          <span>{page.channel.name}</span>
          <Moment at={page.receivedAt} />
        </p>
      </header>
      {changed && (
        <p className="case-changed" role="status">
          {say('changedElsewhere')}
          <button type="button" className="link-button" onClick={onReload}>
            {say('reload')}
          </button>
        </p>
      )}
      <Deadlines page={page} />
      <Promises page={page} />
      <div className="case-columns">
        <div>
          <section>
            <h3>{say('text')}</h3>
            {page.text ? (
              <Said text={page.text} voice={page.voice} />
            ) : (
              <p className="case-text soft">{say(page.onlyVoice ? 'onlyVoiceNote' : 'erased')}</p>
            )}
            {page.onlyVoice && <Recordings page={page} />}
            {page.voice && <VoiceFacts voice={page.voice} />}
          </section>
          <Requester page={page} />
          <Asked page={page} />
          <Links page={page} onReload={onReload} />
          <Twins key={page.id} page={page} />
          <Verification page={page} />
          <Answer page={page} />
          <CallBacks page={page} />
          <Demands page={page} onSplit={() => fill('splitCase')} />
          <Operations key={filled.times} page={page} onReload={onReload} first={filled.first ?? first} />
          <Precedents
            page={page}
            onUsed={() => {
              fill('resolveCase')
              void message.success(say('precedentUsed'))
            }}
          />
          <Photos page={page} />
          {!page.onlyVoice && <Recordings page={page} />}
          <Whistles page={page} />
          <Timeline page={page} onReload={onReload} />
        </div>
        <div>
          <Place page={page} />
          <NamedComponent page={page} />
          <Reasons page={page} />
        </div>
      </div>
    </article>
  )
}

function Place({ page: { place } }: { page: CasePage }) {
  const say = useWords()
  const at = lngLat(place?.lon, place?.lat)
  // A community that is itself the place is named once.
  const words = [...new Set([place?.name, place?.community, place?.street])].filter(Boolean).join(' · ')
  return (
    <section>
      <h3>{say('placeTitle')}</h3>
      {at ? (
        <CaseMap label={words} at={at} />
      ) : (
        <p>{words ? `${words} · ${say('noPoint')}` : <span className="soft">{say('noPlace')}</span>}</p>
      )}
      {place?.grid && <p className="soft case-grid">{say('grid', { code: place.grid })}</p>}
    </section>
  )
}
