// Before each test file: the switches may have changed since the last one.
process.getBuiltinModule("node:module").createRequire(__filename)("./switchboard.cjs").begin();
