using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Jiban.Dispatch.Contracts;

namespace Jiban.Dispatch.Learning;

/// <summary>
/// Writes citizens' messages for every class from the project's own sentences (folder <c>Examples</c>: code, tab, sentence):
/// <c>[a/b]</c> is a choice, <c>{place}</c> a slot. Short ones as they are spoken, long ones of two or three sentences with what
/// people say around them. Seeded: the same program writes the same messages.
/// </summary>
internal static class ExampleWriter
{
    private const int Spoken = 4;
    private const int Long = 2;
    private const int Seed = 20260301;

    private static readonly Lazy<(string[] Lines, ILookup<string, string> Frames)> Source = new(
        Load
    );

    /// <summary>SHA-256 of everything the messages are made from: a model trained from other sentences has another stamp.</summary>
    public static string Stamp()
    {
        var (lines, frames) = Source.Value;
        var text = new StringBuilder()
            .AppendJoin('\n', lines)
            .AppendJoin('\n', frames.SelectMany(part => part.Select(frame => part.Key + frame)))
            .Append(Spoken)
            .Append(' ')
            .Append(Long)
            .Append(' ')
            .Append(Seed)
            .Append(TrainerSettings.Quick)
            .Append(TextTrainer.Edition);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The messages, each in the group of its sentence.</summary>
    public static IReadOnlyList<LabelledText> Write()
    {
        var (lines, frames) = Source.Value;
        var chance = new Random(Seed);
        var slots = new Slots(frames, chance);
        var messages = new List<LabelledText>();
        foreach (
            var label in lines
                .Select(line => line.Split('\t'))
                .GroupBy(row => row[0], row => row[1])
        )
        {
            var sentences = label.ToArray();
            foreach (var (number, sentence) in sentences.Index())
            {
                // Long messages are made of sentences of one half, so that held-out ones stay unseen.
                var group = $"{label.Key}-{number / 2}";
                var pair = sentences.Skip(number / 2 * 2).Take(2).ToArray();
                for (var i = 0; i < Spoken; i++)
                {
                    messages.Add(new LabelledText(slots.Say(sentence), label.Key, group));
                }

                for (var i = 0; i < Long; i++)
                {
                    messages.Add(new LabelledText(slots.Tell(pair), label.Key, group));
                }
            }
        }

        return messages;
    }

    private static (string[] Lines, ILookup<string, string> Frames) Load()
    {
        var assembly = typeof(ExampleWriter).Assembly;
        var lines = assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith("Jiban.Dispatch.Examples.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .SelectMany(name => Lines(assembly, name))
            .ToArray();
        var frames = Lines(assembly, "Jiban.Dispatch.Shipped.frames.tsv")
            .Select(line => line.Split('\t'))
            .ToLookup(row => row[0], row => row[1]);
        return (lines, frames);
    }

    private static string[] Lines(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
    }

    /// <summary>Fills choices and slots.</summary>
    private sealed class Slots(ILookup<string, string> frames, Random chance)
    {
        private readonly Dictionary<string, string[]> _frames = frames.ToDictionary(
            part => part.Key,
            part => part.ToArray()
        );

        /// <summary>As somebody says it: the matter, sometimes with a word before and after.</summary>
        public string Say(string sentence)
        {
            var opening = chance.Next(2) == 0 ? Any("opening") : "";
            var closing = chance.Next(2) == 0 ? "," + Any("closing") : "";
            return Fill(opening + sentence + closing);
        }

        /// <summary>As somebody writes it at length.</summary>
        public string Tell(string[] sentences)
        {
            var told = new StringBuilder(Any("opening"));
            var order = sentences.ToArray();
            chance.Shuffle(order);
            foreach (var sentence in order)
            {
                told.Append(sentence).Append('。');
                if (chance.Next(3) > 0)
                {
                    told.Append(Any("middle"));
                }
            }

            return Fill(told.Append(Any("middle")).Append(Any("closing")).ToString());
        }

        private string Fill(string template)
        {
            var text = new StringBuilder();
            var i = 0;
            while (i < template.Length)
            {
                var close = template[i] switch
                {
                    '[' => template.IndexOf(']', i),
                    '{' => template.IndexOf('}', i),
                    _ => -1,
                };
                if (close < 0)
                {
                    text.Append(template[i++]);
                    continue;
                }

                var inner = template[(i + 1)..close];
                text.Append(template[i] == '{' ? Any(inner) : Pick(inner.Split('/')));
                i = close + 1;
            }

            return text.ToString();
        }

        private string Any(string part) => Pick(_frames[part]);

        private string Pick(string[] choices) => choices[chance.Next(choices.Length)];
    }
}
