namespace Jiban.Assessment;

/// <summary>Why a case counts in no number of its period (不计入考核; docs/assessment.md).</summary>
internal enum Exclusion
{
    /// <summary>表扬: thanks ask for nothing.</summary>
    Praise,

    /// <summary>拆分: its parts are cases of their own, and are scored.</summary>
    Split,

    /// <summary>A person judged it an abuse of the line .</summary>
    Abuse,

    /// <summary>法定途径: the law gives it to courts, arbitration or another procedure, and the requester was told so .</summary>
    LegalPath,

    /// <summary>挂账: put aside with a plan that the district or the city has approved; until it is taken up again (rules.md §2.2).</summary>
    Suspended,

    /// <summary>The city's line took its order back.</summary>
    GivenBack,

    /// <summary>The city's line left its order out of the assessment.</summary>
    ByCity,
}
