export { CompressionType, setCompressionCodec, tableFromIPC } from "@uwdata/flechette";
export { checkColumn } from "./arrowColumn";
export { arrowValueReader } from "./arrowValues";
