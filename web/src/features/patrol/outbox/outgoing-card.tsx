import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import { tell } from '@/shared/api/problem'
import { Moment } from '@/shared/time/time-left'
import { useWords } from '../words'
import type { TakenBack } from './mend'
import { sendAnew } from './outbox'
import { type LookContent, type Outgoing, store } from './store'

interface OutgoingCardProps {
  outgoing: Outgoing
  onMend: (outgoing: Outgoing) => Promise<TakenBack>
}

const titleOf = ({ content }: Outgoing) => (content.kind === 'report' ? content.text : content.title)

/** One that has not arrived: what it is, how it stands, and what may be done when the server did not take it. */
export function OutgoingCard({ outgoing, onMend }: OutgoingCardProps) {
  const say = useWords()
  const { content, refused } = outgoing
  return (
    <li className="card outgoing-card" data-refused={refused ? '' : undefined}>
      <header>
        <strong>
          {say(content.kind === 'look' && content.verifies ? 'unsent.verify' : `unsent.${content.kind}`)}
        </strong>
        <span className="report-state">{say(refused ? 'needsYou' : 'waitsForNetwork')}</span>
      </header>
      <p>{titleOf(outgoing) || say('onlyVoice')}</p>
      {content.foundAt && (
        <p className="hint">
          <Moment at={content.foundAt} />
        </p>
      )}
      {refused && <WhatMayBeDone outgoing={outgoing} why={refused.message} onMend={onMend} />}
    </li>
  )
}

/** Whether the look may still be sent, by how its case stands now: the version to send it under. */
const versionNow = async ({ caseId, verifies }: LookContent): Promise<number | undefined> => {
  const page = await body(api.GET('/api/cases/{id}', { params: { path: { id: caseId } } }))
  return page.operations.includes(verifies ? 'verifyRequest' : 'reinspectCase') ? page.version : undefined
}

function WhatMayBeDone({ outgoing, why, onMend }: OutgoingCardProps & { why: string }) {
  const say = useWords()
  const [said, setSaid] = useState<string>()
  const [sure, setSure] = useState(false)

  const mend = async () => {
    const back = await onMend(outgoing)
    if (back !== 'done') setSaid(say(back === 'full' ? 'mendFull' : 'mendFirst'))
  }
  const again = async () => {
    if (outgoing.content.kind !== 'look') return sendAnew(outgoing)
    try {
      const version = await versionNow(outgoing.content)
      if (version === undefined) setSaid(say('lookGone'))
      else await sendAnew(outgoing, version)
    } catch (thrown) {
      setSaid(tell(thrown))
    }
  }

  return (
    <>
      <p className="notice">{why}</p>
      {said && (
        <p role="alert" className="field-fault">
          {said}
        </p>
      )}
      <div className="buttons">
        {outgoing.content.kind !== 'duty' && (
          <button type="button" className="button button-main" onClick={() => void mend()}>
            {say('mend')}
          </button>
        )}
        <button type="button" className="button" onClick={() => void again()}>
          {say('sendAnew')}
        </button>
        <button
          type="button"
          className="button"
          onBlur={() => setSure(false)}
          onClick={() => (sure ? void store.drop(outgoing) : setSure(true))}
        >
          {say(sure ? 'discardSure' : 'discard')}
        </button>
      </div>
    </>
  )
}
