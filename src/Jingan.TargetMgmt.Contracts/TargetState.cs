namespace Jingan.TargetMgmt.Contracts;

/// <summary>How a target stands in a period where no colour says it. No state is ever shown as a colour:
/// silence is never green.</summary>
public enum TargetState
{
    /// <summary>已填报: the report was classified, and has a suggested colour.</summary>
    Reported,

    /// <summary>待评判: the scheme leaves it to the evaluator.</summary>
    Judgement,

    /// <summary>以市下达为准: there is no target value yet to compare with.</summary>
    Provisional,

    /// <summary>未到节点: no node was due by the cut-off.</summary>
    NotDue,

    /// <summary>未填报: the lead unit is silent.</summary>
    NotReported,

    /// <summary>已暂缓: an approved suspension covers the period.</summary>
    Suspended,

    /// <summary>本期不需填报: the target is reported for other periods.</summary>
    NotOwed,

    /// <summary>未评定: reported, and there is no released rating.</summary>
    Unrated,

    /// <summary>尚未发布: the target was published after the period's close.</summary>
    NotPublished,
}

/// <summary>What a state means for whoever reads a report, and the one word for it, in tables,
/// reports and on the command line.</summary>
public static class TargetStates
{
    /// <summary>Whether the state says by itself why there is no rating: nothing was reported, was due or was owed.
    /// Then no reason has to be signed.</summary>
    /// <param name="state">The state.</param>
    public static bool ExplainsItself(this TargetState state) =>
        state is TargetState.NotReported or TargetState.NotDue or TargetState.Suspended or TargetState.NotOwed;

    /// <summary>The state's word.</summary>
    /// <param name="state">The state.</param>
    public static Text ToText(this TargetState state) => state switch
    {
        TargetState.Reported => new("已填报", "reported"),
        TargetState.Judgement => new("待评判", "for the evaluator to judge"),
        TargetState.Provisional => new("以市下达为准", "value not fixed yet"),
        TargetState.NotDue => new("未到节点", "nothing due yet"),
        TargetState.NotReported => new("未填报", "not reported"),
        TargetState.Suspended => new("已暂缓", "suspended"),
        TargetState.NotOwed => new("本期不需填报", "not owed"),
        TargetState.NotPublished => new("尚未发布", "not published yet"),
        _ => new("未评定", "not rated"),
    };
}
