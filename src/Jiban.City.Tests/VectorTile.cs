using System.Text;

namespace Jiban.City.Tests;

/// <summary>Reads what a test asks of a Mapbox Vector Tile (version 2.1): the layers, and of each feature its properties, how many points it has and the first.</summary>
internal static class VectorTile
{
    public sealed record Feature(
        IReadOnlyDictionary<string, object> Properties,
        int Points,
        int X,
        int Y
    );

    public static Dictionary<string, List<Feature>> Read(byte[] tile) =>
        Fields(tile)
            .Where(field => field.Number == 3)
            .Select(field => Layer(field.Bytes))
            .ToDictionary(layer => layer.Name, layer => layer.Features);

    private static (string Name, List<Feature> Features) Layer(byte[] bytes)
    {
        var fields = Fields(bytes);
        var keys = fields.Where(field => field.Number == 3).Select(Text).ToList();
        var values = fields
            .Where(field => field.Number == 4)
            .Select(field => Value(Fields(field.Bytes)[0]))
            .ToList();
        return (
            Text(fields.First(field => field.Number == 1)),
            [
                .. fields
                    .Where(field => field.Number == 2)
                    .Select(field => FeatureOf(Fields(field.Bytes), keys, values)),
            ]
        );
    }

    private static Feature FeatureOf(List<Field> fields, List<string> keys, List<object> values)
    {
        var tags = Numbers(fields.FirstOrDefault(field => field.Number == 2)?.Bytes ?? []);
        var shape = Numbers(fields.First(field => field.Number == 4).Bytes);
        return new Feature(
            tags.Chunk(2).ToDictionary(pair => keys[(int)pair[0]], pair => values[(int)pair[1]]),
            (int)(shape[0] >> 3),
            Signed(shape[1]),
            Signed(shape[2])
        );
    }

    private static object Value(Field field) =>
        field.Number switch
        {
            1 => Text(field),
            2 => BitConverter.ToSingle(field.Bytes),
            3 => BitConverter.ToDouble(field.Bytes),
            6 => (long)Signed64(field.Number64),
            _ => (long)field.Number64,
        };

    private static string Text(Field field) => Encoding.UTF8.GetString(field.Bytes);

    private static int Signed(ulong zigzag) => (int)Signed64(zigzag);

    private static long Signed64(ulong zigzag) => (long)(zigzag >> 1) ^ -(long)(zigzag & 1);

    private static List<ulong> Numbers(byte[] bytes)
    {
        var numbers = new List<ulong>();
        for (var at = 0; at < bytes.Length; )
        {
            numbers.Add(Number(bytes, ref at));
        }

        return numbers;
    }

    private sealed record Field(int Number, ulong Number64, byte[] Bytes);

    private static List<Field> Fields(byte[] bytes)
    {
        var fields = new List<Field>();
        for (var at = 0; at < bytes.Length; )
        {
            var key = Number(bytes, ref at);
            var (number, length) = (0ul, 0);
            switch (key & 7)
            {
                case 0:
                    number = Number(bytes, ref at);
                    break;
                case 1:
                    length = sizeof(double);
                    break;
                case 5:
                    length = sizeof(float);
                    break;
                default:
                    length = (int)Number(bytes, ref at);
                    break;
            }

            fields.Add(new Field((int)(key >> 3), number, bytes[at..(at + length)]));
            at += length;
        }

        return fields;
    }

    private static ulong Number(byte[] bytes, ref int at)
    {
        var number = 0ul;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[at++];
            number |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return number;
            }
        }
    }
}
