// The fields that are wanted of an object, as `FieldTables` writes them:
//
//     table: the length of the longest key, and for each length its first field or 0
//     field: the next field of that length or 0, its pick, the length of its text, and its text,
//            which is the key in quotes and a colon

const WORD: usize = 4;

/** The field whose key stands, without its quotes, at a position, or 0. */
export function findField(fields: usize, key: usize, length: i32): usize {
  if (length > load<i32>(fields)) {
    return 0;
  }
  let field = load<usize>(fields + WORD + (length as usize) * WORD);
  while (field !== 0 && !isAt(textOf(field) + 1, key, length)) {
    field = load<usize>(field);
  }
  return field;
}

export function pickOf(field: usize): usize {
  return load<usize>(field + WORD);
}

export function textLengthOf(field: usize): usize {
  return load<usize>(field + 2 * WORD);
}

export function textOf(field: usize): usize {
  return field + 3 * WORD;
}

function isAt(name: usize, key: usize, length: i32): bool {
  for (let index = 0; index < length; index++) {
    if (load<u8>(name + index) !== load<u8>(key + index)) {
      return false;
    }
  }
  return true;
}
