import { Checkbox, Form, InputNumber } from 'antd'
import type { Got } from '@/shared/api/types'
import { type CaseWord, useWords } from '../words'

type Rules = Got<'/api/settings/case-rules'>
type TwinRule = NonNullable<Rules['twins']>
type RepeatRule = NonNullable<Rules['repeats']>

const surest = 1_000
/** Where a rule that is switched on begins. Twins: nearly the same words, at the same place, within the hour. */
const joinAtFirst = 800
/** Repeats: as it ships. */
const linkAtFirst = 600

interface TwinFieldsProps {
  rule: TwinRule
  onChange: (rule: TwinRule) => void
}

/** From which likeness on an incident is offered to whoever tells the same, and from which one the rule joins by itself. */
export function TwinFields({ rule, onChange }: TwinFieldsProps) {
  return (
    <LikenessFields
      name="twin"
      offer={rule.offer}
      acts={rule.join}
      actsAtFirst={joinAtFirst}
      words={{
        offer: 'twinOffer',
        offerNote: 'twinOfferNote',
        switch: 'twinJoins',
        switchNote: 'twinJoinNote',
        acts: 'twinJoin',
      }}
      onChange={(offer, join) => onChange({ ...rule, offer, join })}
    />
  )
}

interface RepeatFieldsProps {
  rule: RepeatRule
  onChange: (rule: RepeatRule) => void
}

/** From which likeness of words on a person judges whether a case is a repeat, and from which one the rule links it. */
export function RepeatFields({ rule, onChange }: RepeatFieldsProps) {
  return (
    <LikenessFields
      name="repeat"
      offer={rule.offer}
      acts={rule.link}
      actsAtFirst={linkAtFirst}
      words={{ offer: 'repeatOffer', switch: 'repeatLinks', acts: 'repeatLink' }}
      onChange={(offer, link) => onChange({ ...rule, offer, link })}
    />
  )
}

interface LikenessFieldsProps {
  name: 'twin' | 'repeat'
  /** In thousandths: from where on a person is asked. */
  offer: number
  /** In thousandths: from where on the rule acts by itself; 0: never. */
  acts: number
  actsAtFirst: number
  words: { offer: CaseWord; offerNote?: CaseWord; switch: CaseWord; switchNote?: CaseWord; acts: CaseWord }
  onChange: (offer: number, acts: number) => void
}

function LikenessFields({ name, offer, acts, actsAtFirst, words, onChange }: LikenessFieldsProps) {
  const say = useWords()
  const percent = (end: string, value: number, least: number, set: (value: number) => void) => (
    <InputNumber
      id={`${name}s-${end}`}
      min={Math.ceil(least / 10)}
      max={surest / 10}
      precision={0}
      suffix="%"
      value={value / 10}
      onChange={(share) => share !== null && set(share * 10)}
    />
  )
  return (
    <Form layout="vertical" className="limits-end">
      <h2>{say(`${name}Rule`)}</h2>
      <p className="soft">{say(`${name}RuleNote`)}</p>
      <Form.Item
        label={say(words.offer)}
        htmlFor={`${name}s-offer`}
        extra={words.offerNote && say(words.offerNote)}
      >
        {percent('offer', offer, 10, (share) => onChange(share, acts))}
      </Form.Item>
      <Form.Item extra={words.switchNote && say(words.switchNote)}>
        <Checkbox
          checked={acts > 0}
          onChange={({ target }) => onChange(offer, target.checked ? Math.max(actsAtFirst, offer) : 0)}
        >
          {say(words.switch)}
        </Checkbox>
      </Form.Item>
      {acts > 0 && (
        <Form.Item label={say(words.acts)} htmlFor={`${name}s-acts`}>
          {percent('acts', acts, offer, (share) => onChange(offer, share))}
        </Form.Item>
      )}
    </Form>
  )
}
