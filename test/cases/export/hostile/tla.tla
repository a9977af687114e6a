---------------- MODULE HostileTrace ----------------
EXTENDS Integers, TLC, Sequences

CONSTANTS p1

\* The states, the initial one first; loop: states 1 to 2 repeat for ever.
TraceStates == <<
  [text |-> "</script><img src=x onerror=alert(1)>", end |-> "end\n`code` ``` ${1} {{x}} %0a *bold* | a;b#c", control |-> "\\u{7}\\u{1b}[31mred\\u{1b}[0m \\u{202e}gnp.exe \\u{d800} \\u{2028} \\u{0}", quotes |-> "\" ' \\ \\n \\l &amp; &#60; <U+003C>", p1 |-> p1, long |-> "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", who |-> ("</script><script>alert(1)</script>" :> {"<b>", "end"} @@ "=cmd|'/c calc'!A1 \n end" :> {}), formula |-> -1],
  [text |-> "@enduml\n@startuml", end |-> "$end $var", control |-> "\\u{7} 😀 \\u{dc00}", quotes |-> "\"\"\"", p1 |-> "p1", long |-> "", who |-> ("</script><script>alert(1)</script>" :> {"end"} @@ "=cmd|'/c calc'!A1 \n end" :> {}), formula |-> -123456789012345678901234567890]
>>

\* The action that leads from each state to the next.
TraceActions == <<
  "Send(from = \"</script><script>alert(1)</script>\", to = \"=cmd|'/c calc'!A1 \\n end\")",
  "Back"
>>

\* The last action leads back to this state, counted from 1.
TraceLoop == 1
====================================================
