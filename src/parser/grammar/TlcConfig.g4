/* TLC's configuration files: what tlc2.tool.impl.ModelConfig reads, less what it reads only by accident. */
grammar TlcConfig;

config : statement* EOF ;

statement
  : nameKeyword name                        # single
  | nameListKeyword name*                   # list
  | ( 'CONSTANT' | 'CONSTANTS' ) binding*   # constants
  | 'CHECK_DEADLOCK' ( TRUE | FALSE )       # deadlock
  ;

nameKeyword
  : 'SPECIFICATION' | 'INIT' | 'NEXT' | 'SYMMETRY' | 'VIEW' | 'ALIAS' | 'POSTCONDITION' | 'TYPE' | 'TYPE_CONSTRAINT'
  ;

nameListKeyword
  : 'INVARIANT' | 'INVARIANTS'
  | 'PROPERTY' | 'PROPERTIES'
  | 'CONSTRAINT' | 'CONSTRAINTS'
  | 'ACTION_CONSTRAINT' | 'ACTION_CONSTRAINTS'
  ;

binding
  : qualifiedName '<-' moduleScope? name                                  # substitution
  | qualifiedName ( '(' values ')' )? '=' moduleScope? value              # assignment
  ;

moduleScope : '[' name ']' ;

qualifiedName : name ( '!' name )* ;

value
  : INTEGER           # number
  | ( TRUE | FALSE )  # boolean
  | STRING            # string
  | name              # model
  | '{' values? '}'   # set
  ;

values : value ( ',' value )* ;

name : IDENTIFIER ;

TRUE : 'TRUE' ;
FALSE : 'FALSE' ;
INTEGER : [0-9]+ ;
IDENTIFIER : [0-9_]* [a-zA-Z] [a-zA-Z0-9_]* ;
/* TLC takes the characters between the quotes as they are: it undoes no escapes. */
STRING : '"' ( ~["\\\r\n] | '\\' ~[\r\n] )* '"' ;
LINE_COMMENT : '\\*' ~[\r\n]* -> skip ;
BLOCK_COMMENT : '(*' ( BLOCK_COMMENT | . )*? '*)' -> skip ;
SPACE : [ \t\r\n\f]+ -> skip ;
OTHER : . ;
