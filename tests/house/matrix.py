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
    "custody.RegisterAsset": "director supply",
    "custody.CorrectAsset": "director supply",
    "custody.ChangeCondition": "director supply",
    "custody.MoveAsset": "director supply",
    "custody.SettleManager": "director supply",
    "custody.PhotographAsset": "director supply",
    "custody.WriteOffAsset": "director supply",
    "custody.ProposeTransfer": "director supply",
    "custody.CheckTransfer": "director supply",
    "custody.SignTransfer": "leader* overseer*",
    "custody.RefuseTransfer": "director supply leader overseer",
    "custody.WithdrawTransfer": "director supply",
    "custody.EnterTransferDecision": "director supply",
    "custody.RemindOfDecision": "system",
    "custody.IssueNorm": "overseer",
    "custody.RecordGaps": "director supply system",
    "custody.DraftRequest": "director supply",
    "custody.CorrectRequest": "director supply",
    "custody.SubmitRequest": "director supply",
    "custody.ApproveRequest": "leader* overseer*",
    "custody.ReturnRequest": "leader* overseer*",
    "custody.OrderRequest": "director supply",
    "custody.DeliverRequest": "director supply",
    "custody.OpenStockTake": "director supply",
    "custody.RecordObservations": "receiver specialist division_head director supply",
    "custody.SettleObservation": "director supply",
    "custody.CloseStockTake": "director supply",
    "custody.ImportDepreciation": "director supply overseer",
    # archives
    # works
    # links
    # staff
    # budget
    # readiness
    # oversight
    # contact
}
