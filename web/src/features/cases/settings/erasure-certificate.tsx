import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Upload } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import type { components } from '@/shared/api/schema'
import { useSession } from '@/shared/session/session'
import { exactly } from '@/shared/time/civil-time'
import { Refusal } from '../page/operations/refusal'
import { useWords } from '../words'
import './settings.css'
import { WideTable } from '@/shared/ui/wide-table'

type Certificate = components['schemas']['ErasureCertificate']

/** A certificate is short; more than this is another file. */
const longest = 1_000_000

/** What is handed to whoever asked for the erasure: on paper, or as the file that an auditor can check. */
export function ErasureCertificate({ certificate }: { certificate: Certificate }) {
  const say = useWords()
  const { data: session } = useSession()
  return (
    <section className="certificate" aria-labelledby="certificate">
      <h2 id="certificate">{say('certificate')}</h2>
      <p>
        {say('certificateOf')} {exactly(certificate.at)}
        {say('certificatePhotos', { photos: certificate.photos })}
      </p>
      {session?.unit && <p>{say('certificateBy', { unit: session.unit.name })}</p>}
      <WideTable>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say('eraseNumber')}</th>
              <th scope="col">{say('certificateEntry')}</th>
              <th scope="col">{say('certificateHash')}</th>
            </tr>
          </thead>
          <tbody>
            {certificate.cases.map(({ number, seq, hash }) => (
              <tr key={number}>
                <td className="nowrap">{number}</td>
                <td>{seq}</td>
                <td className="hash">{hash}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      <p className="hash">
        {say('certificateMac')} {certificate.mac}
      </p>
      <p className="soft">{say('certificateNote')}</p>
      <div className="form-keys no-print">
        <Button
          href={`data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(certificate, null, 2))}`}
          download={`jiban-erasure-${certificate.cases[0]?.number ?? ''}.json`}
        >
          {say('certificateFile')}
        </Button>
        <Button onClick={() => window.print()}>{say('certificatePrint')}</Button>
      </div>
    </section>
  )
}

/** For the auditor: whether a certificate was made here, and whether what it says still holds. */
export function CheckErasurePage() {
  const say = useWords()
  const [typed, setTyped] = useState('')
  const check = useMutation({
    mutationFn: (text: string) =>
      body(api.POST('/api/erasures/check', { body: JSON.parse(text) as Certificate })),
  })
  const change = (text: string) => {
    setTyped(text)
    check.reset()
  }
  const isCertificate = looksRight(typed)
  return (
    <Form layout="vertical" className="settings-form" onFinish={() => check.mutate(typed)}>
      <p>{say('checkNote')}</p>
      <Refusal error={check.error} />
      {check.data && (
        <Alert
          className="form-alert"
          showIcon
          type={check.data.holds ? 'success' : 'error'}
          title={say(check.data.holds ? 'checkHolds' : check.data.genuine ? 'checkBroken' : 'checkForged')}
        />
      )}
      <Form.Item
        label={say('checkText')}
        htmlFor="certificate-text"
        validateStatus={typed && !isCertificate ? 'error' : ''}
        help={typed && !isCertificate ? say('checkNoCertificate') : undefined}
      >
        <Input.TextArea
          id="certificate-text"
          rows={10}
          spellCheck={false}
          className="hash"
          value={typed}
          onChange={({ target }) => change(target.value)}
        />
      </Form.Item>
      <div className="form-keys">
        <Button type="primary" htmlType="submit" disabled={!isCertificate} loading={check.isPending}>
          {say('check')}
        </Button>
        <Upload
          accept=".json,application/json"
          showUploadList={false}
          beforeUpload={async (file) => {
            change(file.size > longest ? '' : await file.text())
            return false
          }}
        >
          <Button>{say('checkFile')}</Button>
        </Upload>
      </div>
    </Form>
  )
}

const looksRight = (text: string) => {
  try {
    const read = JSON.parse(text) as Partial<Certificate> | null
    return typeof read?.mac === 'string' && Array.isArray(read.cases)
  } catch {
    return false
  }
}
