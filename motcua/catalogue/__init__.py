"""The catalogue: what a commune's one-stop centre may be asked for, and what the law says about each thing.

Nouns: a *procedure* (thủ tục hành chính) has *cases* (trường hợp); each case asks for *papers* (thành phần hồ sơ) to
submit, to show or merely to note; a *limit* (thời hạn) and *fees* (phí, lệ phí) hold per channel and case; a *process*
(quy trình nội bộ) says through whose hands the dossier goes. Every fact keeps its source, the day it was read and how
far it may be trusted.

Promises: a limit prints a due date only when its source states the unit and nothing contradicts it, or when the
director has confirmed it; an unknown start of validity is said, never invented; a fee without a certain amount is
shown as such. The finder answers a citizen's own words, asks back when they may mean several things, and says so when
the matter is not done at a commune.
"""
