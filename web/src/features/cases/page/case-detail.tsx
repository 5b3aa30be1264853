import { ArrowLeftOutlined, CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import type { Operation } from '@/shared/api/types'
import { PageTitle } from '@/shared/ui/page-title'
import { Failed, Loading } from '@/shared/ui/pieces'
import { useWords } from '../words'
import { useCase } from './case-page'
import { CaseView } from './case-view'
import './case-detail.css'
import './links.css'

interface CaseDetailProps {
  id: string
  onClose?: (() => void) | undefined
  /** The operation whose form stands open from the start. */
  first?: Operation
}

/** A case beside its list, or alone on a phone. */
export function CaseDetail({ id, onClose, first }: CaseDetailProps) {
  const say = useWords()
  const { data, error, refetch } = useCase(id)
  const frame = useRef<HTMLElement>(null)
  useEffect(() => {
    // Browsers have begun to answer with a promise, which React would take for a cleanup.
    frame.current?.scrollTo?.(0, 0)
  }, [])
  return (
    <section
      className="case-detail"
      ref={frame}
      tabIndex={-1}
      aria-label={data ? say('casePage', { number: data.number }) : undefined}
    >
      {data && <PageTitle>{say('casePage', { number: data.number })}</PageTitle>}
      {onClose && (
        <div className="case-close">
          <Button
            type="text"
            className="only-phone"
            icon={<ArrowLeftOutlined aria-hidden="true" />}
            onClick={onClose}
          >
            {say('backToList')}
          </Button>
          <Button
            type="text"
            className="only-desk"
            icon={<CloseOutlined aria-hidden="true" />}
            aria-keyshortcuts="Escape"
            aria-label={say('closeView')}
            onClick={onClose}
          />
        </div>
      )}
      {data ? (
        <CaseView page={data} onReload={() => void refetch()} first={first} />
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading rows={14} />
      )}
    </section>
  )
}
