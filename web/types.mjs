// Makes src/base/api.types.ts from the API's description, `guichet openapi`: see `make types`.
import { text } from 'node:stream/consumers'

const INDENT = '  '
/** Of the words of a choice; more stand one below the other. */
const WIDTH = 90
const NATIVE = { integer: 'number', string: 'string', boolean: 'boolean', null: 'null' }

/** `operation_line` is OperationLine. */
const nameOf = (schema) => schema.replace(/(?:^|_)([a-z])/g, (_, letter) => letter.toUpperCase())

const after = (sign, type) => (type.startsWith('\n') ? `${sign}${type}` : `${sign} ${type}`)

function choiceOf({ enum: values }, indent) {
  const words = values.map((value) => (value === null ? 'null' : `'${value}'`))
  const line = words.join(' | ')
  return line.length <= WIDTH ? line : words.map((word) => `\n${indent}${INDENT}| ${word}`).join('')
}

function objectOf({ properties, required, additionalProperties }, indent) {
  if (!properties) return `Record<string, ${typeOf(additionalProperties, indent)}>`
  const inner = indent + INDENT
  const lines = Object.entries(properties).flatMap(([name, of]) => [
    ...(of.description ? [`${inner}/** ${of.description} */`] : []),
    inner + name + after(required.includes(name) ? ':' : '?:', typeOf(of, inner)),
  ])
  return `{\n${lines.join('\n')}\n${indent}}`
}

function arrayOf({ items }, indent) {
  const item = typeOf(items, indent)
  return item.includes('| ') && !item.startsWith('{') ? `(${item})[]` : `${item}[]`
}

function typeOf(schema, indent) {
  if (schema.$ref) return nameOf(schema.$ref.split('/').at(-1))
  if (schema.anyOf) return schema.anyOf.map((one) => typeOf(one, indent)).join(' | ')
  if (schema.enum) return choiceOf(schema, indent)
  if (schema.type === 'object') return objectOf(schema, indent)
  if (schema.type === 'array') return arrayOf(schema, indent)
  const types = [schema.type].flat()
  if (!types.every((type) => type in NATIVE)) throw new Error(`what is ${JSON.stringify(schema)}?`)
  return types.map((type) => NATIVE[type]).join(' | ')
}

function declared([name, schema]) {
  const type = typeOf(schema, '')
  return type.startsWith('{') ? `\nexport interface ${nameOf(name)} ${type}\n` : `\nexport type ${nameOf(name)}${after(' =', type)}\n`
}

const { components } = JSON.parse(await text(process.stdin))
process.stdout.write("// Made by `make types` from the API's own description of its answers; a test compares the two.\n")
process.stdout.write(Object.entries(components.schemas).map(declared).join(''))
