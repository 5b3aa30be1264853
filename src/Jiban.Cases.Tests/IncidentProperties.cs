using FsCheck;
using FsCheck.Fluent;
using Jiban.Cases.Links;
using Jiban.Platform.Auth;
using Jiban.Platform.Journaling;

namespace Jiban.Cases.Tests;

/// <summary>Laws of one incident with several requesters, whatever is done to the leading case.</summary>
public sealed class IncidentProperties
{
    private static readonly Actor Clerk = new(
        new Guid(8, 0, 0, new byte[8]),
        "clerk",
        Role.Dispatcher,
        null
    );

    /// <summary>A leading case that lives at random, and one that was joined to it when it could be.</summary>
    private sealed class Pair
    {
        public Pair(int seed)
        {
            Lead = new RandomCase(seed);
            Member = new RandomCase(seed + 1).Row;
            for (var act = 0; act < 120; act++)
            {
                var before = Lead.Row;
                var from = Lead.Entries.Count;
                Lead.Act();
                foreach (var chained in Lead.Entries.Skip(from))
                {
                    Tell(before, chained.Entry);
                    before = before.Apply(chained);
                }

                if (!Joined)
                {
                    Join();
                }
            }
        }

        public RandomCase Lead { get; }

        public CaseFile Member { get; private set; }

        public bool Joined { get; private set; }

        /// <summary>Kinds of what the lead went through while the other was joined and stood where it stood.</summary>
        public List<string> Told { get; } = [];

        /// <summary>Whether the joined case ever stood elsewhere than the lead after a step that moves both.</summary>
        public bool Parted { get; private set; }

        private void Join()
        {
            if (JoinIncident.Blocks(Lead.Row) is not null)
            {
                return;
            }

            var decided = JoinIncident.Decide(Lead.Row, Member, Clerk, Lead.InForce, Lead.Now);
            foreach (var happening in decided.Happenings)
            {
                Append(Lead.Now, happening.Kind, happening.Data);
            }

            Joined = decided.Refused is null;
            Parted |=
                Joined && (Member.State != Lead.Row.State || Member.UnitId != Lead.Row.UnitId);
        }

        private void Tell(CaseFile lead, JournalEntry entry)
        {
            if (
                !Joined
                || IncidentSteps.Of(lead, Member, entry, Lead.InForce) is not var (kind, data)
            )
            {
                return;
            }

            Append(entry.At, kind, data);
            Told.Add(kind);
            Parted |=
                kind != Happened.IncidentStep && Member.State != CaseFileAfter(lead, entry).State;
        }

        private static CaseFile CaseFileAfter(CaseFile lead, JournalEntry entry) =>
            lead.Apply(entry);

        private void Append(DateTimeOffset at, string kind, System.Text.Json.JsonElement data) =>
            Member = Member.Apply(Chain.Append(Member.CaseId, Member.Head, at, "x", kind, data));
    }

    private static void ForAnyPair(Func<Pair, bool> law) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(200),
            Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => law(new Pair(seed)))
        );

    [Fact]
    public void A_joined_case_goes_where_its_lead_goes() => ForAnyPair(pair => !pair.Parted);

    [Fact]
    public void No_limit_of_a_joined_case_runs_while_its_lead_is_suspended_and_none_is_lost() =>
        ForAnyPair(pair =>
            pair.Member.State switch
            {
                CaseState.Suspended => pair.Member
                    is { SuspendedUntil: not null, PausedSeconds: not null }
                    && pair.Member.Running()
                        .All(clock => clock.Step is Step.SuspendedProgress or Step.Resume),
                CaseState.Signed => pair.Member.DueResolve is not null,
                _ => true,
            }
        );

    [Fact]
    public void Random_incidents_meet_results_and_suspensions()
    {
        var told = Enumerable.Range(0, 200).SelectMany(seed => new Pair(seed).Told).ToHashSet();

        Assert.Superset(
            new HashSet<string>
            {
                Happened.Signed,
                Happened.ProgressReported,
                Happened.SuspensionJudged,
                Happened.Resumed,
                Happened.Resolved,
            },
            told
        );
    }
}
