/** What is wrong with a part of a form of the field that is no single input; nothing where nothing is. */
export function FormFault({ children }: { children: string | undefined }) {
  if (!children) return null
  return (
    <p className="field-fault" role="alert">
      {children}
    </p>
  )
}
