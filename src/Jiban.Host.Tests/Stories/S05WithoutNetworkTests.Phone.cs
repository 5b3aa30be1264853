using System.Net;
using Jiban.Platform.Auth;

namespace Jiban.Host.Tests.Stories;

public sealed partial class S05WithoutNetworkTests
{
    /// <summary>
    /// A phone with a queue that outlives it. What the network does is drawn from its seed: it is away for stretches; requests are lost on the
    /// way there or back; a proxy sends twice at once, or again much later.
    /// </summary>
    private sealed partial class Phone(S05WithoutNetworkTests city, Actor inspector, int seed)
    {
        private readonly Random _chance = new(seed);
        private readonly LinkedList<Waiting> _queue = new();
        private readonly List<Waiting> _sent = [];
        private bool _online;

        public Actor Inspector { get; } = inspector;

        public HttpClient Client { get; } = city.Host.As(inspector);

        public List<Waiting> Found { get; } = [];

        public List<string> Numbers { get; } = [];

        /// <summary>The hashes of the photos that are part of something by now.</summary>
        public List<byte[]> Used { get; } = [];

        /// <summary>Requests or answers that never arrived.</summary>
        public int Lost { get; private set; }

        /// <summary>Ten minutes of the shift.</summary>
        public async Task LiveAsync(int minute)
        {
            if (Chance(30))
            {
                _online = !_online;
            }

            if (Chance(15))
            {
                var found = city.Finding(
                    $"{seed:D2}-{Found.Count:D2}-{new string('k', 20)}",
                    $"第{seed}位网格员第{Found.Count}处地面下陷",
                    1 + (Found.Count + seed) % 3 / 2
                );
                Found.Add(found);
                _queue.AddLast(found);
            }

            Patrol(minute);
            if (_online)
            {
                await SendAsync(perilous: true);
                await RunErrandsAsync(perilous: true);
            }
        }

        /// <summary>The end of the shift, under the roof of the office.</summary>
        public async Task ComeHomeAsync()
        {
            GoOffDuty();
            await SendAsync(perilous: false);
            await RunErrandsAsync(perilous: false);
        }

        private async Task SendAsync(bool perilous)
        {
            while (_queue.First is { } first)
            {
                if (!await UploadAsync(first.Value.Photos, perilous))
                {
                    return;
                }

                if (perilous && IsLost(15))
                {
                    return;
                }

                var report = first.Value;
                var answers = await Task.WhenAll(
                    Enumerable
                        .Range(0, perilous && Chance(15) ? 2 : 1)
                        .Select(_ => S05WithoutNetworkTests.SendAsync(Client, report))
                );
                if (perilous && IsLost(20))
                {
                    return;
                }

                var number = Assert.Single(
                    answers
                        .Select(answer => answer.Expect(HttpStatusCode.Created).Maybe("number"))
                        .Distinct()
                )!;
                Numbers.Add(number);
                Used.AddRange(report.Photos.Select(photo => photo.Hash));
                _sent.Add(report);
                _queue.RemoveFirst();
                if (perilous && Chance(10))
                {
                    var late = _chance.Next(_sent.Count);
                    var again = await S05WithoutNetworkTests.SendAsync(Client, _sent[late]);
                    Assert.Equal(
                        Numbers[late],
                        again.Expect(HttpStatusCode.Created).Maybe("number")
                    );
                }
            }
        }

        /// <summary>
        /// Sends the bytes that are not there yet, in no order. One is cut half way, or its answer is lost: it goes again, whole, under a new id. One that a
        /// proxy sends twice is there twice, and one of the two belongs to nothing.
        /// </summary>
        private async Task<bool> UploadAsync(IReadOnlyList<Shot> shots, bool perilous)
        {
            foreach (var shot in Chance(50) ? shots : shots.Reverse())
            {
                if (shot.Id is not null)
                {
                    continue;
                }

                if (perilous && IsLost(10))
                {
                    await Assert.ThrowsAsync<HttpRequestException>(() =>
                        Client.PostAsync("/api/uploads", new CutPicture(shot.Bytes), Cancellation)
                    );
                    return false;
                }

                var id = await S05WithoutNetworkTests.UploadAsync(Client, shot.Bytes);
                if (perilous && Chance(10))
                {
                    await S05WithoutNetworkTests.UploadAsync(Client, shot.Bytes);
                }

                if (perilous && IsLost(10))
                {
                    return false; // The id never came back.
                }

                shot.Id = id;
            }

            return true;
        }

        private bool Chance(int percent) => _chance.Next(100) < percent;

        private bool IsLost(int percent)
        {
            var lost = Chance(percent);
            Lost += lost ? 1 : 0;
            return lost;
        }
    }

    /// <summary>A body that says how long it is and ends half way: the phone has gone into a tunnel, or is dead.</summary>
    private sealed class CutPicture : HttpContent
    {
        private readonly byte[] _picture;

        public CutPicture(byte[] picture)
        {
            _picture = picture;
            Headers.ContentType = new("image/png");
        }

        protected override async Task SerializeToStreamAsync(
            Stream stream,
            TransportContext? context
        )
        {
            await stream.WriteAsync(_picture.AsMemory(0, _picture.Length / 2), Cancellation);
            await stream.FlushAsync(Cancellation);
            throw new IOException("away");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _picture.Length;
            return true;
        }
    }
}
