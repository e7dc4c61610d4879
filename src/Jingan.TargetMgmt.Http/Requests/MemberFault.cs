using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>What is wrong with a member, whoever finds it.</summary>
public static class MemberFault
{
    public static readonly Text Required = new("必填", "is required");

    public static readonly Text Unknown = new("未知的成员", "is not a known member");

    public static readonly Text WrongType = new("值的类型或格式不正确", "has the wrong type or format");
}
