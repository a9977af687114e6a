---- MODULE MCPipe ----
EXTENDS Pipe
TheLimit == 4
====
