/** The operator that TLC evaluates by `src/tlc/launcher/TracewrightTry.java`: an evaluation that fails ends nothing but itself. */
export const TRY = 'TracewrightTry';

/** Its module. */
export const TRY_MODULE = `---- MODULE ${TRY} ----
${TRY}(formula(_)) == IF formula(TRUE) THEN "TRUE" ELSE "FALSE"
====
`;
