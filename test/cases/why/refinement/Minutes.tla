---- MODULE Minutes ----
EXTENDS Naturals
VARIABLE minute
Init == minute = 60
Next == minute' = minute + 30 + (IF minute > 200 THEN 90 ELSE 0)
Spec == Init /\ [][Next]_minute
Clock == INSTANCE Clock WITH hour <- minute \div 60
Refines == Clock!Spec
====
