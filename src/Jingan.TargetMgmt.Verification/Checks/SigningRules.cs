using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Who stands behind reports that began as drafts: two people of the unit, the second with a token that signs;
/// or one, where the unit needs no other.</summary>
internal sealed class SigningRules(Findings findings, AccessRules access, Func<bool> isAllRead)
{
    private readonly Dictionary<UnitCode, bool> _onePerson = [];

    public void Check(long index, ILogEntry entry)
    {
        switch (entry)
        {
            case UnitEntry unit:
                _onePerson[unit.Unit.Code] = unit.Unit.OnePersonSigns == true;
                break;
            case FiledReport { SignedAs: { } signed } report:
                Check(index, report, signed);
                break;
        }
    }

    private void Check(long index, FiledReport report, SignedAs signed)
    {
        if (signed.Confirmation is not (Confirmation.TwoPeople or Confirmation.OnePerson)
            || signed.Operator is not { } filledBy || signed.OpenedAt is not { } opened)
        {
            Require(
                index, false, "草稿的经办人、开始时间与签发方式不全",
                "of confirmation, operator and openedAt some are there and some not");
            return;
        }

        Require(index, signed.Signatory == report.Actor, "签发人不是提交人", "its signatory is not who submitted it");
        Require(
            index, UtcText.TryParse(opened, out var at) && at <= report.Instant,
            $"草稿的开始时间 {opened} 不在提交之前", $"its draft was opened at {opened}, which is not before it");
        Require(
            index, access.HadToken(filledBy, report.Unit, index),
            $"经办人“{filledBy}”此前没有该单位的令牌", $"\"{filledBy}\", who filled it, never had a token of the unit before");
        if (signed.Confirmation == Confirmation.TwoPeople)
        {
            Require(index, filledBy != report.Actor, "经办人与签发人是同一人", "one person filled and signed it");
            Require(
                index, access.Signs(report.Actor, report.Unit, index, report.Instant),
                $"“{report.Actor}”当时没有该单位的签发令牌", $"\"{report.Actor}\" had no token then that signs for the unit");
        }
        else
        {
            Require(
                index, _onePerson.GetValueOrDefault(report.Unit),
                "该单位当时须由两人填报、签发", "its unit needed two people then");
        }
    }

    private void Require(long index, bool holds, string zh, string en) =>
        findings.Require(isAllRead(), index, holds, zh, en);
}
