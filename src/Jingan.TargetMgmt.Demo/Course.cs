namespace Jingan.TargetMgmt.Demo;

/// <summary>How a year goes for a target that has a number.</summary>
internal enum Course
{
    Steady,
    Ahead,

    /// <summary>前松后紧: slow at first, there in the end.</summary>
    Late,
    Behind,
    Failing,

    /// <summary>绿到十一月: well until November, and then not there.</summary>
    Slipping,
}

/// <summary>Draws courses and the pace that follows from them.</summary>
internal static class Courses
{
    // In a hundred targets.
    private static readonly (Course Course, int Weight)[] Weights =
        [(Course.Steady, 50), (Course.Ahead, 17), (Course.Late, 14), (Course.Behind, 7), (Course.Failing, 4),
            (Course.Slipping, 8)];

    public static Course Draw(SplitMix64 random)
    {
        var at = random.Below(100);
        foreach (var (course, weight) in Weights)
        {
            if ((at -= weight) < 0)
            {
                return course;
            }
        }

        return Course.Steady;
    }

    /// <summary>What is done of the plan at the end of a month, in thousandths;
    /// from 1000 on in December the year's value is reached.</summary>
    public static int PaceOf(Course course, int month, SplitMix64 random) => (course, month) switch
    {
        (Course.Steady, 12) => random.Between(1000, 1025),
        (Course.Steady, _) => random.Between(955, 1050),
        (Course.Ahead, 12) => random.Between(1060, 1120),
        (Course.Ahead, _) => random.Between(1070, 1180),
        (Course.Late, 12) => random.Between(1000, 1010),
        (Course.Late, _) => Math.Min(640 + (36 * month), 985) + random.Between(-15, 15),
        (Course.Behind, 12) => random.Between(880, 965),
        (Course.Behind, _) => random.Between(830, 945),
        (Course.Failing, 12) => random.Between(560, 700),
        (Course.Failing, _) => 900 - (24 * month) + random.Between(-20, 20),
        (Course.Slipping, 12) => random.Between(930, 990),
        (Course.Slipping, _) => random.Between(955, 1030),
        _ => throw new ArgumentOutOfRangeException(nameof(course), course, "no such course"),
    };

    /// <summary>Where a value stands that is to be kept above a floor or below a ceiling:
    /// thousandths of it in the good direction.</summary>
    public static int LevelOf(Course course, int month, SplitMix64 random) => course switch
    {
        Course.Behind => random.Between(955, 1010),
        Course.Failing => random.Between(900, 975),
        Course.Slipping when month == 12 => random.Between(955, 995),
        _ => random.Between(1000, 1090),
    };
}
