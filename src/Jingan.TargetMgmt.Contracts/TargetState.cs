namespace Jingan.TargetMgmt.Contracts;

/// <summary>How a target stands in a period where no colour says it. No state is ever shown as a colour: silence is never green.</summary>
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
