import { Button } from 'antd'
import { type ComponentType, useState } from 'react'
import { Link } from 'react-router'
import type { CasePage, Operation } from '@/shared/api/types'
import { sentences } from '@/shared/i18n/punctuation'
import { useMay } from '@/shared/session/session'
import { useWords } from '../words'
import {
  ExtensionForm,
  GiveBackForm,
  JudgeReturnForm,
  JudgeTimeForm,
  ResumeForm,
  ReturnForm,
  RuleForm,
  SuspensionForm,
} from './operations/ask-forms'
import { AskAssistanceForm, ReportAssistanceForm } from './operations/assist-forms'
import { CallBackForm } from './operations/call-back-form'
import { ClassForm } from './operations/class-form'
import { CloseForm } from './operations/close-form'
import { ContactForm } from './operations/contact-form'
import { ControlForm } from './operations/control-form'
import { DispatchForm } from './operations/dispatch-form'
import { AbuseForm, DeclineForm, LegalPathForm, PraiseForm } from './operations/end-forms'
import { AnswerSupervisionForm, FollowUpForm, ProgressForm, SuperviseForm } from './operations/follow-forms'
import type { OperationFormProps } from './operations/form'
import { HandOverForm } from './operations/hand-over-form'
import { JoinForm, RepeatForm } from './operations/link-forms'
import { MeetingForm, OfferMeetingForm } from './operations/meeting-forms'
import { ReinspectForm } from './operations/reinspect-form'
import { ResolveForm } from './operations/resolve-form'
import { SignForm } from './operations/sign-form'
import { SplitForm } from './operations/split-form'
import { WishForm } from './operations/wish-form'

/** The operations that have a form here, the next step of a case first. */
const forms = {
  acceptPraise: PraiseForm,
  dispatchCase: DispatchForm,
  declineRequest: DeclineForm,
  judgeReturn: JudgeReturnForm,
  ruleOnReturn: RuleForm,
  giveBackOrder: GiveBackForm,
  judgeTime: JudgeTimeForm,
  judgeAbuse: AbuseForm,
  signCase: SignForm,
  reportAssistance: ReportAssistanceForm,
  resolveCase: ResolveForm,
  contactRequester: ContactForm,
  offerMeeting: OfferMeetingForm,
  recordMeeting: MeetingForm,
  reportProgress: ProgressForm,
  answerSupervision: AnswerSupervisionForm,
  askReturn: ReturnForm,
  askExtension: ExtensionForm,
  askSuspension: SuspensionForm,
  resumeCase: ResumeForm,
  reinspectCase: ReinspectForm,
  callBackCase: CallBackForm,
  controlCallBack: ControlForm,
  closeCase: CloseForm,
  followUpCase: FollowUpForm,
  superviseCase: SuperviseForm,
  joinIncident: JoinForm,
  linkRepeat: RepeatForm,
  splitCase: SplitForm,
  correctClass: ClassForm,
  changeWish: WishForm,
  askAssistance: AskAssistanceForm,
  handOverCase: HandOverForm,
  tellLegalPath: LegalPathForm,
} satisfies Partial<Record<Operation, ComponentType<OperationFormProps>>>

type Formed = keyof typeof forms
const order = Object.keys(forms) as Formed[]

/** What the one who is signed in may do now on this case, in the order of its steps: only what the server allows. */
export const possible = (operations: readonly Operation[]): Formed[] =>
  order.filter((operation) => operations.includes(operation))

/** What is possible nearly always and seldom needed: it waits behind one button. */
const rare: ReadonlySet<Formed> = new Set([
  'joinIncident',
  'linkRepeat',
  'splitCase',
  'correctClass',
  'changeWish',
  'askAssistance',
  'handOverCase',
  'tellLegalPath',
])

interface OperationsProps {
  page: CasePage
  onReload: () => void
  first?: Operation | undefined
}

export function Operations({ page, onReload, first }: OperationsProps) {
  const say = useWords()
  const now = possible(page.operations)
  const [open, setOpen] = useState<Formed | undefined>(() => now.find((operation) => operation === first))
  const [more, setMore] = useState(false)
  // A second look that nobody asked for is possible, and seldom needed.
  const isRare = (operation: Formed) =>
    rare.has(operation) || (operation === 'reinspectCase' && !page.awaitsReinspection)
  const steps = now.filter((operation) => !isRare(operation))
  const shown = more ? now : now.filter((operation) => !isRare(operation) || operation === open)
  const Form = open && forms[open]
  if (now.length === 0 && !open)
    return (
      <section className="operations">
        <Waiting page={page} />
        <div className="operation-keys">
          <BlowLink page={page} />
          <SweepLink number={page.number} />
        </div>
      </section>
    )
  return (
    <section className="operations">
      <h3 className="unseen">{say('now')}</h3>
      {steps.length === 0 && !open && <Waiting page={page} />}
      {page.erased && <p className="soft">{say('erasedNote')}</p>}
      <div className="operation-keys" hidden={now.length === 1 && open === now[0]}>
        {shown.map((operation) => (
          <Button
            key={operation}
            type={operation === steps[0] ? 'primary' : 'default'}
            aria-expanded={open === operation}
            onClick={() => setOpen(open === operation ? undefined : operation)}
          >
            {say(operation)}
          </Button>
        ))}
        <BlowLink page={page} />
        <SweepLink number={page.number} />
        {now.length > steps.length && (
          <Button type="text" aria-expanded={more} onClick={() => setMore(!more)}>
            {say(more ? 'fewerKeys' : 'moreKeys')}
          </Button>
        )}
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

/** Another place of the desk has the form: other units are called to come. */
function BlowLink({ page: { id, number, operations } }: { page: CasePage }) {
  const say = useWords()
  if (!operations.includes('blowWhistle')) return null
  return (
    <Link className="operation-link" to={`/whistles/new?case=${id}&number=${number}`}>
      {say('blowWhistle')}
    </Link>
  )
}

/** From one case to its whole class: the plan is made on its own page. */
function SweepLink({ number }: { number: string }) {
  const say = useWords()
  const may = useMay()
  if (!may('planPatrol')) return null
  return (
    <Link className="operation-link" to={`/patrol/new?number=${number}`}>
      {say('sweepFrom')}
    </Link>
  )
}

const waiting = {
  queued: 'waitDispatch',
  dispatched: 'waitSign',
  signed: 'waitResolve',
  suspended: 'waitResume',
  resolved: 'waitCallBack',
  closed: 'waitNothing',
} as const

const waitingFor = (page: CasePage) =>
  page.awaitsReinspection
    ? 'waitReinspection'
    : page.verification?.isAwaited
      ? 'waitVerify'
      : waiting[page.state]

function Waiting({ page }: { page: CasePage }) {
  const say = useWords()
  return (
    <p className="waiting soft">
      {page.state === 'closed'
        ? say(page.asking?.dueAt ? 'waitAnswer' : 'waitNothing')
        : sentences(say('nothingNow'), say(waitingFor(page), { unit: page.unit.name }))}
    </p>
  )
}
