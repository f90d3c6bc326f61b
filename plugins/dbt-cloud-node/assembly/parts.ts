import {
  CLOSE_OBJECT,
  COMMA,
  LESS_THAN,
  OPEN_ARRAY,
  OPEN_OBJECT,
} from './characters';
import { input } from './chunk';
import { findField, pickOf, textLengthOf, textOf } from './fields';
import {
  findEscaped,
  pickEntry,
  pickSection,
  takeEntries,
  takeValue,
} from './host';
import {
  append,
  appendByte,
  asideLength,
  clear,
  closeEntries,
  dropEntries,
  endEntry,
  entries,
  lastByte,
  setAside,
  takeAside,
  value,
  valueLength,
} from './output';
import { MARKUP, NO_OBJECT, failAt } from './reasons';
import { escapeCount } from './strings';

// What is wanted of a value: a pick is one of these, or the table of the fields that are wanted.
const NOTHING: usize = 0;
const WHOLE: usize = 1;
const ENTRIES: usize = 2;
// What else an object or array may be that is followed: a level is one of these, or a pick.
const ELEMENTS: usize = 3;
const DOCUMENT: usize = 4;

const WORD: usize = 4;
const DEEPEST_LEVEL = 64;

const levels = heap.alloc(((DEEPEST_LEVEL + 1) as usize) * WORD);
/** The depth whose keys and values are of interest: no deeper than what is wanted of them. */
let followed: i32 = 0;
/** What is wanted of the value that comes next, or is being read. */
let wanted: usize = WHOLE;
let keyStart: usize = 0;
let escapesBeforeKey: i32 = 0;
/** Where the bytes begin that are to be taken, or 0. */
let copyStart: usize = 0;

/** Whether a key at a depth is of interest. */
export function isKeyHeard(depth: i32): bool {
  return depth === followed;
}

/** Whether the value that starts or ends at a depth is of interest. */
export function isValueHeard(depth: i32): bool {
  return depth === followed && wanted !== NOTHING;
}

export function startKey(at: usize): void {
  keyStart = at;
  escapesBeforeKey = escapeCount();
}

/** A key ends before a position. */
export function endKey(at: usize): void {
  let key = keyStart + 1;
  let length = ((at - keyStart) as i32) - 2;
  if (asideLength() > 0) {
    setAside(input, at);
    length = (asideLength() as i32) - 2;
    key = takeAside() + 1;
  }
  const followedLevel = level();
  if (followedLevel === DOCUMENT) {
    handEntriesOver();
    wanted = pickSection(key, length);
  } else if (followedLevel === ENTRIES) {
    wanted = pickEntry(key, length);
  } else {
    wanted = takeField(followedLevel, key, length);
  }
}

/** A value starts, in the document or in what is followed. */
export function startValue(at: usize, byte: i32): void {
  if (followed === 0) {
    if (byte !== OPEN_OBJECT) {
      failAt(at, byte === LESS_THAN ? MARKUP : NO_OBJECT);
    }
    enter(DOCUMENT);
    return;
  }
  if (level() === ELEMENTS) {
    wanted = pickEntry(0, 0);
    if (wanted === NOTHING) {
      return;
    }
  }
  if (wanted === ENTRIES && byte === OPEN_OBJECT) {
    enter(ENTRIES);
  } else if (wanted === ENTRIES && byte === OPEN_ARRAY) {
    enter(ELEMENTS);
  } else if (wanted > DOCUMENT && byte === OPEN_OBJECT) {
    appendByte(OPEN_OBJECT);
    enter(wanted);
  } else {
    copyStart = at;
  }
}

/** A value that is wanted ends before a position. */
export function endValue(at: usize): void {
  if (copyStart !== 0) {
    append(copyStart, at);
    copyStart = 0;
  }
  const followedLevel = level();
  if (followedLevel === DOCUMENT) {
    takeValue(value(), valueLength() as i32);
    clear();
  } else if (followedLevel < DOCUMENT) {
    endEntry();
  }
}

/** What is followed ends. */
export function leave(): void {
  const hasFields = level() > DOCUMENT;
  if (hasFields) {
    appendByte(CLOSE_OBJECT);
  }
  wanted = hasFields ? WHOLE : NOTHING;
  followed--;
}

export function startChunk(): void {
  if (copyStart !== 0) {
    copyStart = input;
  }
}

/** Takes what the chunk has of a value that goes on in the next one, or of a key. */
export function endChunk(end: usize, isInKey: bool): void {
  handEntriesOver();
  if (copyStart !== 0) {
    append(copyStart, end);
  }
  if (isInKey) {
    setAside(asideLength() > 0 ? input : keyStart, end);
  }
}

/** Gives the complete entries away, all that a chunk has at once: each call takes its time. */
function handEntriesOver(): void {
  const length = closeEntries();
  if (length > 0) {
    takeEntries(entries(), length as i32);
    dropEntries();
  }
}

/** What the object or array is that is followed. */
function level(): usize {
  return load<usize>(levels + (followed as usize) * WORD);
}

function enter(entered: usize): void {
  followed++;
  store<usize>(levels + (followed as usize) * WORD, entered);
  // An array has no keys that could say what is wanted.
  wanted = entered === ELEMENTS ? WHOLE : NOTHING;
}

/** Takes a field's key, if the field is wanted, and returns what is wanted of its value. */
function takeField(fields: usize, key: usize, length: i32): usize {
  let field = findField(fields, key, length);
  if (field === 0 && escapeCount() !== escapesBeforeKey) {
    field = findEscaped(fields, key, length);
  }
  if (field === 0) {
    return NOTHING;
  }
  if (lastByte() !== OPEN_OBJECT) {
    appendByte(COMMA);
  }
  append(textOf(field), textOf(field) + textLengthOf(field));
  return pickOf(field);
}
