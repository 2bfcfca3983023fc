"""The permission matrix: for each command the roles that may ever give it. Whoever adds an act adds a row here.

A row names roles of ``office.rules.Role``, ``system`` (under a standing order), or ``everyone`` (whoever has an account,
for what is theirs). A star says: only after a second factor. The table is about the role alone: that the thing also
belongs to the person's unit, realm and step is tested in each room with real rows.
"""

from __future__ import annotations

EVERYONE = (
    "receiver specialist division_head leader director clerk admin auditor"
    " supply archivist personnel accountant overseer contractor"
)

VERIFIED = " ".join(f"{role}*" for role in EVERYONE.split())

MATRIX: dict[str, str] = {
    # catalogue
    "catalogue.LoadProcedures": "system",
    "catalogue.SwitchOn": "director* system",
    "catalogue.SwitchOnAgain": "director* system",
    "catalogue.SwitchOff": "director* system",
    "catalogue.ConfirmLimit": "director*",
    # dossiers
    "dossiers.AcceptDossier": "receiver",
    "dossiers.AttachScan": "receiver specialist division_head",
    "dossiers.RemoveScan": "receiver specialist division_head",
    "dossiers.CorrectDossier": "receiver director",
    "dossiers.ReissueSlip": "receiver director",
    "dossiers.EnterProvincialCode": "receiver director",
    "dossiers.AssignDossier": "receiver specialist division_head leader director clerk",
    "dossiers.CompleteStep": "receiver specialist division_head leader* clerk*",
    "dossiers.SendBack": "receiver specialist division_head leader* clerk*",
    "dossiers.EnterSpecialisedResult": "receiver specialist division_head leader* clerk*",
    "dossiers.ApproveDossier": "receiver specialist division_head leader* clerk*",
    "dossiers.SealResult": "receiver specialist division_head leader* clerk*",
    "dossiers.ReturnResult": "receiver",
    "dossiers.CloseDay": "receiver director",
    # documents
    "documents.KeepCertificate": VERIFIED,
    "documents.WithdrawCertificate": VERIFIED,
    # office
    "office.LoadUnits": "system",
    "office.LoadCalendars": "system",
    "office.CreateUnit": "admin* system",
    "office.SetUnitValidity": "admin* system",
    "office.SetVenue": "admin* system",
    "office.SetCentre": "admin* system",
    "office.EnterAgencyCode": "admin* system",
    "office.SetOpeningHours": "admin* system",
    "office.SetCalendarDay": "admin* system",
    "office.SetNationalDay": "admin* system",
    "office.RegisterOfficial": "admin* system",
    "office.CorrectOfficial": "admin* system",
    "office.GivePosts": "admin* system",
    "office.EndPost": "admin* system",
    "office.Leave": "admin* system",
    "office.OpenAccount": "admin* system",
    "office.DisableAccount": "admin* system",
    "office.UnlockAccount": "admin* system",
    "office.ResetPassword": "admin* system",
    "office.ResetSecondFactor": "admin* system",
    "office.ChangePassword": EVERYONE,
    "office.ConfirmSecondFactor": EVERYONE,
    "office.DelegateSigning": f"{EVERYONE} system",
    "office.RevokeDelegation": f"{EVERYONE} system",
    # parties
    "parties.RegisterParty": "receiver system",
    "parties.CorrectParty": "receiver system",
    "parties.AddIdentifier": "receiver system",
    "parties.WithdrawIdentifier": "receiver system",
    "parties.RecordProxy": "receiver system",
    "parties.RevokeProxy": "receiver system",
    "parties.GiveConsent": "receiver system",
    "parties.WithdrawConsent": "receiver system",
    "parties.MergeParties": "director*",
    "parties.UnmergeParties": "director*",
    "parties.EraseParty": "admin*",
    # custody
    # archives
    "archives.AcceptSignedMinutes": "leader*",
    "archives.AnswerClaim": "archivist clerk",
    "archives.AttachPart": "archivist clerk",
    "archives.BoxFiles": "archivist clerk",
    "archives.BringRetentionList": "archivist clerk",
    "archives.CheckBag": "archivist clerk",
    "archives.CheckFonds": "archivist clerk",
    "archives.ClassifyFiles": "archivist clerk",
    "archives.CorrectFile": "archivist clerk",
    "archives.CorrectFonds": "archivist clerk",
    "archives.DetachPart": "archivist clerk",
    "archives.EnterFiles": "archivist clerk",
    "archives.ExceptFaults": "archivist clerk",
    "archives.LoadRetentionList": "system",
    "archives.LockFonds": "system",
    "archives.MakeMinutes": "archivist clerk",
    "archives.OpenFonds": "archivist clerk",
    "archives.PassCustody": "system",
    "archives.PrepareHandover": "archivist clerk",
    "archives.RaiseClaim": "archivist clerk",
    "archives.ReceiveHandover": "archivist clerk",
    "archives.RefuseSigning": "leader*",
    "archives.SetBoxes": "archivist clerk",
    "archives.SignMinutes": "leader*",
    "archives.StrikeFiles": "archivist clerk",
    "archives.WithdrawHandover": "archivist clerk",
    # works
    "works.CreateWorks": "leader director supply",
    "works.CorrectWorks": "leader director supply",
    "works.PlanStages": "leader director supply",
    "works.AskForDay": "leader director supply",
    "works.CancelWorks": "leader director supply",
    "works.PostProgress": "contractor",
    "works.RecordVisit": "leader director supply overseer",
    "works.OpenBlocker": "leader director supply contractor",
    "works.AnswerBlocker": "leader director supply contractor",
    "works.ClearBlocker": "leader director supply contractor",
    "works.AcceptWorks": "leader*",
    "works.MendDefect": "leader director supply contractor",
    "works.CheckDefect": "leader director supply",
    "works.ReopenWorks": "leader*",
    "works.NoticeSilence": "system",
    "works.NoticeSlip": "system",
    "works.NoticeMiss": "system",
    # links
    "links.RegisterLine": "director supply admin",
    "links.CorrectLine": "director supply admin",
    "links.EndLine": "director supply admin",
    "links.IssueToken": "director supply admin",
    "links.RecordMeasurements": "director supply admin system",
    "links.RecordConnection": "director supply admin system",
    "links.NoticeSilence": "system",
    "links.ForgetMeasurements": "system",
    "links.ReportOutage": "director supply admin system",
    "links.EndOutage": "director supply admin system",
    "links.CorrectOutage": "director supply admin",
    "links.WithdrawOutage": "director supply admin",
    # staff
    # budget
    "budget.AskEstimate": "accountant overseer",
    "budget.DraftEstimate": "accountant",
    "budget.SubmitEstimate": "accountant",
    "budget.DecideEstimate": "leader* overseer*",
    "budget.NoticeEstimateMissing": "system",
    "budget.RecordGrant": "accountant",
    "budget.CorrectGrant": "accountant",
    "budget.SpendGrant": "accountant",
    "budget.ReverseSpending": "accountant",
    # readiness
    # oversight
    "oversight.ListProject": "division_head overseer",
    "oversight.PostProjectWord": "division_head overseer",
    "oversight.CorrectProject": "division_head overseer",
    "oversight.CloseProject": "division_head overseer",
    "oversight.ReopenProject": "division_head overseer",
    "oversight.NoticeStaleProject": "system",
    # contact
}
