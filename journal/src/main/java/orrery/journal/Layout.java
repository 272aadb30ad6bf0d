package orrery.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// Where everything stands in a segment file. All numbers are big-endian.
///
/// Segment header, 84 bytes; the first 16 stay as they are in every future version:
/// ```
///  0 magic 8 | 8 version 4 | 12 CRC32C of the 12 bytes before it
/// 16 first sequence 8 | 24 forced sequence 8 | 32 created, ns since 1970 8 | 40 chain every 4
/// 44 zero 4 | 48 chain value before the first record 32 | 80 CRC32C of the 80 bytes before it
/// ```
/// Frame, 36 bytes and the payload:
/// ```
///  0 payload length n 4 | 4 type 4 | 8 sequence 8 | 16 time 8 | 24 forced sequence 8
/// 32 payload n | 32 + n CRC32C of all before it
/// ```
/// The *forced sequence* is the last record that was known to be on the disk when the frame was
/// written. Type -1 is a mark: its payload is the chain value, its sequence the last record that
/// the value covers; all other types are records.
final class Layout {
    static final long MAGIC = 0x4F52524552594A4CL; // "ORRERYJL"
    static final int VERSION = 1;

    static final int VERSION_AT = 8;
    static final int PREFIX_CRC_AT = 12;
    static final int PREFIX_BYTES = 16;
    static final int FIRST_AT = 16;
    static final int FORCED_AT = 24;
    static final int CREATED_AT = 32;
    static final int CHAIN_EVERY_AT = 40;
    static final int CHAIN_AT = 48;
    static final int HEADER_CRC_AT = 80;
    static final int HEADER_BYTES = 84;

    static final int FRAME_TYPE_AT = 4;
    static final int FRAME_SEQUENCE_AT = 8;
    static final int FRAME_TIME_AT = 16;
    static final int FRAME_FORCED_AT = 24;
    static final int PAYLOAD_AT = 32;
    static final int FRAME_BYTES = 36;

    static final int MARK_TYPE = -1;
    static final int MARK_BYTES = FRAME_BYTES + Chain.BYTES;

    static final String SUFFIX = ".journal";

    private Layout() {}

    static String segmentName(long firstSequence) {
        return NumberedName.of(firstSequence, SUFFIX);
    }

    static byte[] header(SegmentHeader header) {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES);
        CRC32C crc = new CRC32C();
        out.putLong(MAGIC).putInt(VERSION);
        crc.update(out.array(), 0, PREFIX_CRC_AT);
        out.putInt((int) crc.getValue());
        out.putLong(header.firstSequence()).putLong(header.forcedSequence());
        out.putLong(header.createdNs()).putInt(header.chainEvery()).putInt(0);
        out.put(header.chain());
        crc.reset();
        crc.update(out.array(), 0, HEADER_CRC_AT);
        out.putInt((int) crc.getValue());
        return out.array();
    }
}
