import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Textarea } from "#components/ui/textarea";
import type { CallFormProps } from "./call-form-props";
import type { TypedValues } from "./console-state";

type FieldsProps = CallFormProps & { readonly errors: Readonly<Record<string, string>>; readonly values: TypedValues };

/** What one operation can be told: parameters of its path, page, query, body. */
export function CallFields({ params, page, method, hasBody, doorAction, errors, values }: FieldsProps) {
  return (
    <>
      {params.length > 0 || page ? (
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          {params.map(({ name, value }) => (
            <Field key={name} label={name} error={errors[`p.${name}`] ?? errors[`params.${name}`]}>
              {(control) => (
                <Input
                  name={`p.${name}`}
                  mono
                  defaultValue={values[`p.${name}`] ?? value}
                  autoComplete="off"
                  {...control}
                />
              )}
            </Field>
          ))}
          {page ? (
            <>
              <Field
                label="limit"
                optional
                hint={`${page.limitDefault} if left out, at most ${page.limitMax}`}
                error={errors.limit}
              >
                {(control) => <Input name="limit" defaultValue={values.limit} inputMode="numeric" mono {...control} />}
              </Field>
              <Field label="offset" optional hint="0 if left out" error={errors.offset}>
                {(control) => (
                  <Input name="offset" defaultValue={values.offset} inputMode="numeric" mono {...control} />
                )}
              </Field>
            </>
          ) : null}
        </div>
      ) : null}
      {method === "GET" || method === "DELETE" ? (
        <details className="group" open={Boolean(errors.query ?? values.query)}>
          <summary className="w-fit text-ink-2 text-xs hover:text-ink">More query parameters</summary>
          <Field label="Query" optional hint="One a line: place_id=12" error={errors.query} className="mt-2">
            {(control) => <Textarea name="query" defaultValue={values.query} rows={3} mono {...control} />}
          </Field>
        </details>
      ) : null}
      {hasBody && !doorAction ? <BodyField errors={errors} values={values} /> : null}
      {hasBody && doorAction ? (
        <details open={Boolean(errors.body ?? values.body)}>
          <summary className="w-fit text-ink-2 text-xs hover:text-ink">JSON body, seldom needed</summary>
          <BodyField errors={errors} values={values} className="mt-2" />
        </details>
      ) : null}
    </>
  );
}

type BodyFieldProps = Pick<FieldsProps, "errors" | "values"> & { className?: string };

function BodyField({ errors, values, className }: BodyFieldProps) {
  return (
    <Field
      label="JSON body"
      optional
      hint='Kisi wants the fields inside the resource&apos;s name: {"group": {"name": "Ops"}}'
      error={errors.body}
      className={className}
    >
      {(control) => <Textarea name="body" defaultValue={values.body} rows={6} mono spellCheck={false} {...control} />}
    </Field>
  );
}
