import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useKeptPhotos } from '@/shared/photos/kept-photos'
import type { ChangePhotos } from '@/shared/photos/photo'
import { PhotoPicker } from '@/shared/photos/photo-picker'
import { RecordingsField } from '@/shared/recordings/recordings-field'
import { useOnline } from '@/shared/ui/online'
import { hearOtherTabs, useStoredDraft } from '@/shared/ui/stored-draft'
import { ClassField } from './class-field'
import { ComponentField } from './component-field'
import { FilingNeeds, measuredOf, useCondition } from './filing-needs'
import { KeepBar } from './keep-bar'
import { KnownCases } from './known-cases'
import { OneLine } from './one-line'
import { recordingsName, reportName } from './outbox/mend'
import { beginKey, finishReport } from './outbox/outbox'
import { store } from './outbox/store'
import { askToPersist } from './outbox/use-outbox'
import { PositionField } from './position-field'
import { emptyReport, isOnlyVoice, maxLine, type ReportFaults, reportFaults } from './report-draft'
import { SentReport } from './sent-report'
import { VoiceLine } from './voice/voice-line'
import { useWords } from './words'
import './patrol.css'

interface ReportPageProps {
  account: string
  onMine: () => void
}

/** A photo, a line, a position: what an inspector can do with one hand in the rain, with a network or without. */
export function ReportPage({ account, onMine }: ReportPageProps) {
  const [finished, setFinished] = useState<string>()
  return finished ? (
    <SentReport sent={finished} onNext={() => setFinished(undefined)} onMine={onMine} />
  ) : (
    <ReportForm account={account} onFinished={setFinished} />
  )
}

interface ReportFormProps {
  account: string
  onFinished: (key: string) => void
}

function ReportForm({ account, onFinished }: ReportFormProps) {
  const say = useWords()
  const online = useOnline()
  const report = useReport(account, onFinished)
  const { draft, photos, faults, keeping } = report
  const form = useRef<HTMLFormElement>(null)
  const onlyVoice = isOnlyVoice(draft.text, report.recordings.length)

  const finish = (event: FormEvent) => {
    event.preventDefault()
    if (keeping || report.finish()) return
    // The faults are drawn with the next frame.
    requestAnimationFrame(() => {
      const fault = form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')
      fault?.scrollIntoView({ block: 'center' })
      fault?.focus()
    })
  }

  return (
    <form ref={form} className="stack" noValidate onSubmit={finish}>
      <h1>{say('report')}</h1>
      <div className="patrol-photos">
        <PhotoPicker
          label={say('photos')}
          photos={photos}
          onChange={report.changePhotos}
          camera
          sends={false}
        />
        {faults.photos && (
          <p className="field-fault" role="alert">
            {faults.photos}
          </p>
        )}
      </div>
      <OneLine
        label={say('line')}
        hint={say(onlyVoice ? 'lineSpoken' : 'lineHint')}
        fault={faults.text}
        text={draft.text}
        onText={(text) => report.change({ text })}
      />
      <VoiceLine text={draft.text} max={maxLine} onChange={(text) => report.change({ text })} />
      <RecordingsField
        recordings={report.recordings}
        onChange={report.changeRecordings}
        onBusy={report.setRecording}
        fault={report.recordingFault}
      />
      <PositionField
        at={draft.at}
        within={draft.within}
        placeOf={draft.placeOf}
        fixedAt={draft.fixedAt}
        shotAt={draft.phoneAt ? Date.parse(draft.phoneAt) : null}
        fault={faults.at}
        component={draft.component}
        onChange={report.change}
      />
      <ComponentField
        component={draft.component}
        at={draft.at}
        fault={faults.component}
        onChange={(component) => report.change({ component })}
      />
      <ClassField classCode={draft.classCode} onChange={(classCode) => report.change({ classCode })} />
      <FilingNeeds
        classCode={draft.classCode}
        photos={photos.length}
        hasPosition={draft.at !== null}
        hasComponent={draft.component.trim() !== ''}
        onlyVoice={onlyVoice}
        sizes={draft.sizes}
        onSizes={(sizes) => report.change({ sizes })}
      />
      <KnownCases
        at={draft.at}
        text={draft.text}
        classCode={draft.classCode}
        component={draft.component}
        known={draft.known}
        onChange={(known) => report.change({ known })}
      />
      {!online && (
        <p className="notice" role="status">
          {say('offline')}
        </p>
      )}
      <KeepBar send={say('submit')} keeping={keeping} failed={report.failed} />
    </form>
  )
}

/** The draft of one inspector and its way into the queue: it is dropped when it is safe there, and not before. */
const useReport = (account: string, onFinished: ReportFormProps['onFinished']) => {
  const say = useWords()
  const name = reportName(account)
  const [draft, change, dropDraft] = useStoredDraft(name, emptyReport)
  const [photos, setPhotos, dropPhotos, forgetPhotos] = useKeptPhotos(name)
  const [recordings, changeRecordings, dropRecordings, forgetRecordings] = useKeptPhotos(recordingsName(name))
  const [recording, setRecording] = useState(false)
  const [tried, setTried] = useState(false)
  const [keeping, setKeeping] = useState(false)
  const [failed, setFailed] = useState(false)
  const condition = useCondition(draft.classCode)

  const changePhotos: ChangePhotos = (edit) => {
    const isEmpty = edit(photos).length === 0
    // Whoever throws them all away may take the next one elsewhere.
    if (isEmpty === Boolean(draft.phoneAt)) change({ phoneAt: isEmpty ? null : new Date().toISOString() })
    setPhotos(edit)
  }

  // The phone died after it was put into the queue, and before it was gone from here.
  const { key } = draft
  useEffect(() => {
    if (!key) return
    void store.outgoing.get({ key }).then((queued) => {
      if (!queued) return
      dropDraft()
      dropPhotos()
      dropRecordings()
    })
  }, [key, dropDraft, dropPhotos, dropRecordings])

  // It was sent from another tab, which dropped what was kept: its photos are not to wait here for the next report.
  useEffect(
    () =>
      hearOtherTabs(name, (dropped) => {
        if (!dropped) return
        forgetPhotos()
        forgetRecordings()
      }),
    [name, forgetPhotos, forgetRecordings],
  )

  const keep = async () => {
    const key = draft.key ?? beginKey()
    change({ key })
    setKeeping(true)
    setFailed(false)
    try {
      await finishReport(
        account,
        key,
        draft,
        measuredOf(condition, draft.sizes),
        photos.map(({ file }) => file),
        recordings.map(({ file }) => file),
      )
      dropDraft()
      dropPhotos()
      dropRecordings()
      onFinished(key)
      askToPersist()
    } catch {
      setFailed(true)
    } finally {
      setKeeping(false)
    }
  }

  const finish = () => {
    setTried(true)
    if (recording || Object.keys(reportFaults(draft, photos, recordings.length)).length > 0) return false
    void keep()
    return true
  }

  const faults: ReportFaults = tried ? reportFaults(draft, photos, recordings.length) : {}
  return {
    draft,
    photos,
    recordings,
    change,
    changePhotos,
    changeRecordings,
    setRecording,
    recordingFault: tried && recording ? say('stillRecording') : undefined,
    finish,
    failed,
    faults,
    keeping,
  }
}
