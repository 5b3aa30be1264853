import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react'
import { api, body } from '@/shared/api/client'
import { onceKey, sentOnce } from '@/shared/api/once'
import { tell } from '@/shared/api/problem'
import type { Made, Sent } from '@/shared/api/types'
import { useKeptPhotos } from '@/shared/photos/kept-photos'
import { arrived, stillSending } from '@/shared/photos/photo'
import { PhotoPicker } from '@/shared/photos/photo-picker'
import { Field } from '@/shared/touch/field'
import { useOnline } from '@/shared/ui/online'
import { useStoredDraft } from '@/shared/ui/stored-draft'
import { ClassField } from './class-field'
import { FiledReport } from './filed-report'
import { PositionField } from './position-field'
import { emptyReport, type ReportFaults, reportBody, reportFaults } from './report-draft'
import { reportsKey } from './reports-page'
import { useWords } from './words'
import './patrol.css'

const once = 'patrol-report'

const submit = (report: Sent<'/api/patrol/reports'>) =>
  body(
    api.POST('/api/patrol/reports', {
      body: report,
      params: { header: { 'Idempotency-Key': onceKey(once, report) } },
    }),
  )

/** A photo, a line, a position: what an inspector can do with one hand in the rain. */
export function ReportPage({ account, onMine }: { account: string; onMine: () => void }) {
  const [filed, setFiled] = useState<Made<'/api/patrol/reports'>>()
  return filed ? (
    <FiledReport filed={filed} onNext={() => setFiled(undefined)} onMine={onMine} />
  ) : (
    <ReportForm account={account} onFiled={setFiled} />
  )
}

interface ReportFormProps {
  account: string
  onFiled: (filed: Made<'/api/patrol/reports'>) => void
}

function ReportForm({ account, onFiled }: ReportFormProps) {
  const say = useWords()
  const online = useOnline()
  const report = useReport(account, onFiled)
  const { draft, photos, faults, busy } = report
  const form = useRef<HTMLFormElement>(null)

  const send = (event: FormEvent) => {
    event.preventDefault()
    if (busy || report.send()) return
    // The faults are drawn with the next frame.
    requestAnimationFrame(() => {
      const fault = form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')
      fault?.scrollIntoView({ block: 'center' })
      fault?.focus()
    })
  }

  return (
    <form ref={form} className="stack" noValidate onSubmit={send}>
      <h1>{say('report')}</h1>
      <div className="patrol-photos">
        <PhotoPicker label={say('photos')} photos={photos} onChange={report.changePhotos} camera />
        {faults.photos && (
          <p className="field-fault" role="alert">
            {faults.photos}
          </p>
        )}
      </div>
      <Field label={say('line')} hint={say('lineHint')} fault={faults.text}>
        {(wiring) => (
          <textarea
            {...wiring}
            className="one-line"
            rows={2}
            value={draft.text}
            onChange={(event) => report.change({ text: event.target.value })}
          />
        )}
      </Field>
      <PositionField at={draft.at} within={draft.within} fault={faults.at} onChange={report.change} />
      <ClassField classCode={draft.classCode} onChange={(classCode) => report.change({ classCode })} />
      {!online && (
        <p className="notice" role="status">
          {say('offline')}
        </p>
      )}
      {report.error && (
        <p className="notice" role="alert">
          <strong>{say('notSent')}</strong>
          <br />
          {tell(report.error)}
        </p>
      )}
      <div className="patrol-send">
        <button type="submit" className="button button-main" aria-disabled={busy !== undefined}>
          {say(busy === 'sending' ? 'submitting' : 'submit')}
        </button>
        <p role="status" className="hint">
          {busy === 'photos' && say('photosWaiting')}
        </p>
      </div>
    </form>
  )
}

/** The draft of one inspector and its way to the server: kept on the phone until the number has come. */
const useReport = (account: string, onFiled: ReportFormProps['onFiled']) => {
  const name = `patrol-report-${account}`
  const queries = useQueryClient()
  const [draft, change, dropDraft] = useStoredDraft(name, emptyReport)
  const [photos, changePhotos, dropPhotos] = useKeptPhotos(name)
  const [tried, setTried] = useState(false)
  const [waiting, setWaiting] = useState(false)
  const { mutate, isPending, error } = useMutation({
    mutationFn: submit,
    onSuccess: (filed) => {
      onFiled(filed)
      sentOnce(once)
      dropDraft()
      dropPhotos()
      void queries.invalidateQueries({ queryKey: reportsKey })
    },
  })
  const sending = stillSending(photos)
  const faults: ReportFaults = tried ? reportFaults(draft, photos) : {}

  const send = useCallback(() => {
    setTried(true)
    if (isPending || Object.keys(reportFaults(draft, photos)).length > 0) return false
    if (stillSending(photos)) setWaiting(true)
    else mutate(reportBody(draft, arrived(photos)))
    return true
  }, [draft, isPending, mutate, photos])

  useEffect(() => {
    if (!waiting || sending) return
    setWaiting(false)
    send()
  }, [waiting, sending, send])

  return {
    draft,
    photos,
    change,
    changePhotos,
    send,
    error,
    faults,
    busy: isPending ? ('sending' as const) : waiting ? ('photos' as const) : undefined,
  }
}
