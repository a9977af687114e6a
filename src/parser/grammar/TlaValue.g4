/*
 * Values and state headers as TLC prints them.
 * A value that TLC prints without listing it (Nat, SUBSET S, [x \in S |-> ...]) is no value here: its first telling
 * token is UNLISTED or UNLISTED_SET, so that the error can say so.
 */
grammar TlaValue;

wholeValue : value EOF ;

wholeHeader : header? EOF ;

value
  : integer ( '..' integer )?            # number
  | ( TRUE | FALSE )                     # boolean
  | STRING                               # string
  | word                                 # model
  | '{' values? '}'                      # set
  | '<<' values? '>>'                    # sequence
  | '[' field ( ',' field )* ']'         # record
  | '(' entry ( '@@' entry )* ')'        # function
  ;

values : value ( ',' value )* ;

integer : '-'? INTEGER ;

/* TLC prints any key that is spelled like an identifier here, also reserved words. */
field : fieldName '|->' value ;

fieldName : word | TRUE | FALSE | UNLISTED_SET ;

entry : value ':>' value ;

/* <Up(1) line 6, col 10 to line 6, col 68 of module Lasso> */
header : '<' ( INITIAL_PREDICATE | actionInstance ) '>' ;

actionInstance : actionName ( '(' values? ')' )? location? ;

actionName : word ( '!' word )* ;

location : 'line' INTEGER ',' 'col' INTEGER 'to' 'line' INTEGER ',' 'col' INTEGER 'of' 'module' moduleName ;

moduleName : word | BUILTINS ;

word : IDENTIFIER | 'line' | 'col' | 'to' | 'of' | 'module' ;

TRUE : 'TRUE' ;
FALSE : 'FALSE' ;
INITIAL_PREDICATE : 'Initial predicate' ;
BUILTINS : '--TLA+ BUILTINS--' ;
UNLISTED_SET : 'Nat' | 'Int' | 'Real' | 'STRING' | 'BOOLEAN' | 'Seq' | 'SUBSET' | 'UNION' | 'AnySet' | 'Infinity' ;
UNLISTED : '\\' [a-zA-Z]+ | '->' | ':' | '<expression' | '<Java Method' | '<LAMBDA' ;
INTEGER : [0-9]+ ;
IDENTIFIER : [0-9_]* [a-zA-Z] [a-zA-Z0-9_]* ;
STRING : '"' ( ~["\\] | '\\' . )* '"' ;
SPACE : [ \t\r\n]+ -> skip ;
OTHER : . ;
