import { Button } from 'antd'
import { type ComponentType, useState } from 'react'
import type { CasePage, Operation } from '@/shared/api/types'
import { useWords } from '../words'
import { CallBackForm } from './operations/call-back-form'
import { CloseForm } from './operations/close-form'
import { ContactForm } from './operations/contact-form'
import { DispatchForm } from './operations/dispatch-form'
import type { OperationFormProps } from './operations/form'
import { ReinspectForm } from './operations/reinspect-form'
import { ResolveForm } from './operations/resolve-form'
import { SignForm } from './operations/sign-form'

/** The operations that have a form here, the next step of a case first. */
const forms = {
  dispatchCase: DispatchForm,
  signCase: SignForm,
  resolveCase: ResolveForm,
  contactRequester: ContactForm,
  reinspectCase: ReinspectForm,
  callBackCase: CallBackForm,
  closeCase: CloseForm,
} satisfies Partial<Record<Operation, ComponentType<OperationFormProps>>>

type Formed = keyof typeof forms
const order = Object.keys(forms) as Formed[]

/** What the one who is signed in may do now on this case, in the order of its steps: only what the server allows. */
export const possible = (operations: readonly Operation[]): Formed[] =>
  order.filter((operation) => operations.includes(operation))

interface OperationsProps {
  page: CasePage
  onReload: () => void
  first?: Operation | undefined
}

export function Operations({ page, onReload, first }: OperationsProps) {
  const say = useWords()
  const now = possible(page.operations)
  const [open, setOpen] = useState<Formed | undefined>(() => now.find((operation) => operation === first))
  const Form = open && forms[open]
  if (now.length === 0 && !open) return <Waiting page={page} />
  return (
    <section className="operations">
      <h3 className="unseen">{say('now')}</h3>
      {page.erased && <p className="soft">{say('erasedNote')}</p>}
      <div className="operation-keys" hidden={now.length === 1 && open === now[0]}>
        {now.map((operation, index) => (
          <Button
            key={operation}
            type={index === 0 ? 'primary' : 'default'}
            aria-expanded={open === operation}
            onClick={() => setOpen(open === operation ? undefined : operation)}
          >
            {say(operation)}
          </Button>
        ))}
      </div>
      {Form && (
        <div className="operation-form">
          {!now.includes(open) && (
            <p role="status" className="soft">
              {say('noLongerPossible')}
            </p>
          )}
          <Form key={open} page={page} onReload={onReload} onDone={() => setOpen(undefined)} />
        </div>
      )}
    </section>
  )
}

const waiting = {
  queued: 'waitDispatch',
  dispatched: 'waitSign',
  signed: 'waitResolve',
  resolved: 'waitCallBack',
  closed: 'waitNothing',
} as const

function Waiting({ page }: { page: CasePage }) {
  const say = useWords()
  return (
    <p className="waiting soft">
      {page.state === 'closed'
        ? say('waitNothing')
        : `${say('nothingNow')} ${say(waiting[page.state], { unit: page.unit.name })}`}
    </p>
  )
}
