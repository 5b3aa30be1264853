import { Button } from 'antd'
import { listed } from '@/shared/i18n/punctuation'
import { useRegions, useUnits } from '@/shared/reference/reference'
import { useTerms } from '@/shared/terms'
import { WideTable } from '@/shared/ui/wide-table'
import type { Rule } from './rules'
import { useWords } from './words'

/** Whom a rule leads to, in the order in which they are tried. */
export const unitsOf = (
  { ownerFirst, unitCode, units }: Rule,
  say: ReturnType<typeof useWords>,
  nameOfUnit: (code: string) => string = (code) => code,
): string =>
  [
    ...(ownerFirst ? [say('owner')] : []),
    ...(unitCode ? [nameOfUnit(unitCode)] : units.map((unit) => say(`kind.${unit}`))),
  ].join(' → ')

/** Where and when alone a rule holds, and who helps; empty for a rule of everywhere, all day, with nobody helping. */
export const termsOf = (
  { assisting, regionCode, hours }: Rule,
  say: ReturnType<typeof useWords>,
  nameOfRegion: (code: string) => string = (code) => code,
): string =>
  [
    regionCode && say('holdsIn', { region: nameOfRegion(regionCode) }),
    hours && say('holdsAt', { hours }),
    assisting.length > 0 && say('helpedBy', { units: listed(assisting.map((kind) => say(`kind.${kind}`))) }),
  ]
    .filter(Boolean)
    .join(' · ')

interface RuleTableProps {
  rules: readonly Rule[]
  nameOf: (code: string) => string
  /** Absent where rules are only looked at. */
  onChange?: ((rule: Rule) => void) | undefined
  /** Absent where no rule can be taken out. */
  onRemove?: ((rule: Rule) => void) | undefined
  /** Which rules can be taken out; absent for all. */
  canRemove?: ((rule: Rule) => boolean) | undefined
}

/** Rules in order of class. */
export function RuleTable({ rules, nameOf, onChange, onRemove, canRemove }: RuleTableProps) {
  const say = useWords()
  const term = useTerms()
  const units = new Map((useUnits().data ?? []).map(({ code, name }) => [code, name]))
  const regions = new Map((useRegions().data ?? []).map(({ code, name }) => [code, name]))
  return (
    <WideTable>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('class')}</th>
            <th scope="col">{say('channels')}</th>
            <th scope="col">{say('mode')}</th>
            <th scope="col">{say('units')}</th>
            <th scope="col" className="number">
              {say('confidence')}
            </th>
            <th scope="col">{say('from')}</th>
            <th scope="col">{say('until')}</th>
            <th scope="col">
              <span className="unseen">{say('change')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.code}>
              <th scope="row">
                {nameOf(rule.classCode)} <span className="soft">{rule.classCode}</span>
              </th>
              <td className="brief">{say(`channels.${rule.channels}`)}</td>
              <td className="brief">{term(`mode.${rule.mode}`)}</td>
              <td>
                {unitsOf(rule, say, (code) => units.get(code) ?? code)}
                <div className="soft">{termsOf(rule, say, (code) => regions.get(code) ?? code)}</div>
              </td>
              <td className="number">{rule.confidence / 10}</td>
              <td className="brief">{rule.from}</td>
              <td className="brief">{rule.until ?? <span className="soft">{say('noEnd')}</span>}</td>
              <td className="row-keys">
                {onChange && (
                  <Button
                    size="small"
                    aria-label={say('changing', { code: `${nameOf(rule.classCode)} ${rule.code}` })}
                    onClick={() => onChange(rule)}
                  >
                    {say('change')}
                  </Button>
                )}
                {onRemove && (canRemove?.(rule) ?? true) && (
                  <Button
                    size="small"
                    aria-label={say('removing', { code: `${nameOf(rule.classCode)} ${rule.code}` })}
                    onClick={() => onRemove(rule)}
                  >
                    {say('remove')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}
