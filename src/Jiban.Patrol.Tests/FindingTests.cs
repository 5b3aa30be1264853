using System.Security.Cryptography;
using Jiban.City.Contracts;
using Jiban.Dispatch.Contracts;
using Jiban.Patrol.Plans;
using Jiban.Platform.Files;

namespace Jiban.Patrol.Tests;

/// <summary>What the phone says of a finding; the way through the real doors is the story S5 in the host's tests.</summary>
public sealed class FindingTests
{
    private static readonly DateTimeOffset Received = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>The same example stands in <c>web/src/features/patrol/outbox/seal.test.ts</c>: phone and server make the same seal.</summary>
    [Fact]
    public void The_seal_of_the_example_is_the_phones() =>
        Assert.Equal(
            "76e50041a571d3f913da946dca539b2d31b15ce601b6d61605aaa7c795e9e9ae",
            FindingSeal.Of(
                116.39747,
                -39.90885,
                8,
                null,
                [],
                DateTimeOffset.FromUnixTimeMilliseconds(1_795_140_000_123),
                [SHA256.HashData("a"u8), SHA256.HashData("b"u8)],
                "绿化带下沉 𠮷"
            )
        );

    [Fact]
    public void A_component_and_the_place_of_a_look_are_under_the_seal_as_the_phone_makes_it()
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_795_140_000_123);
        byte[][] photos = [SHA256.HashData("a"u8), SHA256.HashData("b"u8)];
        Assert.Equal(
            "b7e15bf756128c92bdb94c46eac714fb8aec5ca26e559587af77b629cc10a688",
            FindingSeal.Of(
                116.39747,
                -39.90885,
                8,
                "99010101018000007",
                [],
                at,
                photos,
                "绿化带下沉 𠮷"
            )
        );
        Assert.Equal(
            "68017d42a1ca4de97c6e1997e466e9693185181728aa211264b663da74e39a06",
            FindingSeal.OfLook(
                new Guid("00000000-0000-0000-0000-000000000001"),
                3,
                LookResult.Found,
                [true, false],
                [],
                null,
                null,
                at,
                photos,
                "绿化带下沉 𠮷"
            )
        );
    }

    [Fact]
    public void Where_the_inspector_stood_is_under_the_seal_of_a_look_as_the_phone_makes_it()
    {
        string Seal(double lon, double? accuracy) =>
            FindingSeal.OfLook(
                new Guid("00000000-0000-0000-0000-000000000001"),
                3,
                LookResult.Found,
                [true, false],
                [],
                null,
                new(lon, -39.90885, accuracy),
                DateTimeOffset.FromUnixTimeMilliseconds(1_795_140_000_123),
                [SHA256.HashData("a"u8), SHA256.HashData("b"u8)],
                "绿化带下沉 𠮷"
            );

        Assert.Equal(
            "fa5d7424e912c531cdd788b729b380676dbf4621e6370fa41bad23ff03b4c7ae",
            Seal(116.39747, 8)
        );
        Assert.Equal(
            3,
            new[] { Seal(116.39747, 8), Seal(116.3974701, 8), Seal(116.39747, null) }
                .Distinct()
                .Count()
        );
    }

    [Fact]
    public void What_was_measured_is_under_the_seal_as_the_phone_makes_it()
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_795_140_000_123);
        byte[][] photos = [SHA256.HashData("a"u8), SHA256.HashData("b"u8)];
        Assert.Equal(
            "e12d4016c35bfbd026a3d71043558c9d6f78aafcae2dc41730076e01112ccd27",
            FindingSeal.Of(
                116.39747,
                -39.90885,
                8,
                "99010101018000007",
                [new(Dimension.Area, 120), new(Dimension.Depth, 30)],
                at,
                photos,
                "绿化带下沉 𠮷"
            )
        );
        Assert.Equal(
            "9a57a87d0972dee0d40eab2cbb3c0cf5efa5147045466e0f90164236f8eb79da",
            FindingSeal.OfLook(
                new Guid("00000000-0000-0000-0000-000000000001"),
                3,
                LookResult.Found,
                [true, false],
                [new(Dimension.Count, 3)],
                null,
                null,
                at,
                photos,
                "绿化带下沉 𠮷"
            )
        );
    }

    [Fact]
    public void What_a_census_sees_is_under_the_seal_as_the_phone_makes_it()
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_795_140_000_123);
        byte[][] photos = [SHA256.HashData("a"u8), SHA256.HashData("b"u8)];
        Assert.Equal(
            "5f914411d3cd2d9ada86b7650b9f4dcacf03a965e788384846cd9038cb6cf27c",
            Look(new(ComponentState.Damaged, 116.39747, -39.90885, 8), "歪了")
        );
        Assert.Equal(
            "a467a1f4c3817cd1d20836738f0d81765f8a9bb9ba7313d0004d42ad3dc0a092",
            Look(new(ComponentState.Lost), "")
        );
        Assert.Equal(
            "f4d5273d43befc115f0c95f1356ff59d163f4df0ba04d4bdb75d637a1e4c56fa",
            FindingSeal.Of(116.39747, -39.90885, 8, null, [], at, photos, "01018 路灯 新装")
        );

        string Look(LookAtPlace.SurveyPart survey, string text) =>
            FindingSeal.OfLook(
                new Guid("00000000-0000-0000-0000-000000000001"),
                3,
                LookResult.Differs,
                [],
                [],
                survey,
                null,
                at,
                photos,
                text
            );
    }

    [Fact]
    public void A_recording_follows_the_photos_under_the_seal_that_says_where_the_inspector_of_a_census_stood() =>
        Assert.Equal(
            "00caf5ae401110e302466e933735f22d7522660400ccd0486754927071169bad",
            FindingSeal.OfLook(
                new Guid("00000000-0000-0000-0000-000000000001"),
                3,
                LookResult.Differs,
                [],
                [],
                new(ComponentState.Damaged, 116.39747, -39.90885, 8),
                new(116.39748, -39.90886, 5),
                DateTimeOffset.FromUnixTimeMilliseconds(1_795_140_000_123),
                [SHA256.HashData("a"u8), SHA256.HashData("b"u8), SHA256.HashData("c"u8)],
                "歪了"
            )
        );

    [Fact]
    public void Each_part_is_under_the_seal()
    {
        var at = Received;
        var photo = SHA256.HashData("a"u8);
        string[] seals =
        [
            FindingSeal.Of(1, 2, 8, null, [], at, [photo], "x"),
            FindingSeal.Of(1.0000001, 2, 8, null, [], at, [photo], "x"),
            FindingSeal.Of(1, 2.0000001, 8, null, [], at, [photo], "x"),
            FindingSeal.Of(1, 2, 8.1, null, [], at, [photo], "x"),
            FindingSeal.Of(1, 2, null, null, [], at, [photo], "x"),
            FindingSeal.Of(1, 2, 8, null, [], at.AddMilliseconds(1), [photo], "x"),
            FindingSeal.Of(1, 2, 8, null, [], at, [photo, photo], "x"),
            FindingSeal.Of(1, 2, 8, null, [], at, [SHA256.HashData("b"u8)], "x"),
            FindingSeal.Of(1, 2, 8, null, [], at, [photo], "y"),
            FindingSeal.Of(1, 2, 8, "99", [], at, [photo], "x"),
            FindingSeal.Of(1, 2, 8, null, [new(Dimension.Depth, 30)], at, [photo], "x"),
            FindingSeal.Of(1, 2, 8, null, [new(Dimension.Depth, 31)], at, [photo], "x"),
        ];
        Assert.Equal(seals.Length, seals.Distinct().Count());
    }

    [Fact]
    public void Found_later_than_received_or_too_long_ago_can_not_be()
    {
        Assert.Null(FindingCheck.Time(Received, Received, Week));
        Assert.Null(FindingCheck.Time(Received + FieldSeal.Slack, Received, Week));
        Assert.Null(FindingCheck.Time(Received - Week, Received, Week));
        Assert.Equal(
            "found-in-the-future",
            FindingCheck.Time(Received.AddMinutes(3), Received, Week)!.Type
        );
        Assert.Equal(
            "found-too-long-ago",
            FindingCheck.Time(Received - Week - TimeSpan.FromSeconds(1), Received, Week)!.Type
        );
    }

    [Fact]
    public void A_seal_is_a_hash_of_something_found_at_some_time()
    {
        var whole = new SubmitReport.Request("陷", null, 116.4, 39.9, 8, [Guid.Empty]);
        var seal = new string('a', 64);
        Assert.Null(SubmitReport.Check(whole with { Seal = seal, FoundAt = Received }));
        Assert.Equal(["seal"], SubmitReport.Check(whole with { Seal = seal })!.Errors!.Keys);
        Assert.Equal(
            ["seal"],
            SubmitReport.Check(whole with { Seal = "a", FoundAt = Received })!.Errors!.Keys
        );
    }
}
